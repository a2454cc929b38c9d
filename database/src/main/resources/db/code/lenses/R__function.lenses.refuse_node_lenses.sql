-- Refuses nodes that name a lens which the caller cannot read, or a version that is not of their lens.
create or replace function lenses.refuse_node_lenses(p_nodes jsonb) returns void
language plpgsql stable set search_path = '' as $$
declare
  v_node record;
begin
  select g.lens_id, g.version_id, v.lens_id as lens_of_version into v_node
  from jsonb_to_recordset(p_nodes) g (lens_id uuid, version_id uuid)
  left join lenses.versions v on v.id = g.version_id
  where not coalesce(lenses.can_read_lens(coalesce(g.lens_id, v.lens_id)), false) and (g.lens_id is not null or g.version_id is not null)
    or g.version_id is not null and (v.id is null or v.lens_id <> coalesce(g.lens_id, v.lens_id) or not lenses.can_read_version(v.id))
  limit 1;
  if not found then
    return;
  end if;
  if v_node.lens_id is not null and not lenses.can_read_lens(v_node.lens_id) then
    raise exception 'lens % was not found', v_node.lens_id using
      errcode = 'P0002', hint = 'lens_not_found: check the id; private lenses are visible to their author only';
  end if;
  perform lenses.require_readable_version(v_node.version_id);
  raise exception 'version % is of another lens', v_node.version_id using
    errcode = '22023', hint = 'version_of_other_lens: name a version of the node''s lens, or leave lens_id out';
end $$;
