-- The version, for the author of its lens; not found for those who cannot read it, not allowed for those who can.
create or replace function lenses.require_own_version(p_version_id uuid) returns lenses.versions
language plpgsql stable set search_path = '' as $$
declare
  v_version lenses.versions;
begin
  perform lensers.require_lenser();
  select * into v_version from lenses.versions v where v.id = p_version_id;
  if v_version.id is not null and lenses.can_edit_lens(v_version.lens_id) then
    return v_version;
  end if;
  if lenses.can_read_version(p_version_id) then
    raise exception 'only its author can change this version' using
      errcode = '42501', hint = 'not_author: clone the lens and change the copy',
      detail = pg_catalog.jsonb_build_object('version_id', p_version_id)::text;
  end if;
  raise exception 'lens version % was not found', p_version_id using
    errcode = 'P0002', hint = 'version_not_found: check the id; drafts are visible to their author only';
end $$;

grant execute on function lenses.require_own_version(uuid) to authenticated;
