-- Binds a lens to an agent, or changes the binding; p_version_id pins a version.
create or replace function public.fn_upsert_agent_lens_binding(p_ai_lenser_id uuid, p_lens_id uuid, p_version_id uuid default null,
  p_is_default boolean default true, p_category_tags text[] default '{}') returns setof agents.lens_bindings
language plpgsql security definer rows 1 set search_path = '' as $$
begin
  perform agents.require_scope(p_ai_lenser_id, 'workflow:assign');
  if not lenses.can_read_lens(p_lens_id) then
    raise exception 'lens % was not found', p_lens_id using errcode = 'P0002', hint = 'lens_not_found: check the id';
  end if;
  if p_version_id is not null and not exists (
    select from lenses.versions v where v.id = p_version_id and v.lens_id = p_lens_id and lenses.can_read_version(v.id)) then
    raise exception 'version % is not of this lens', p_version_id using errcode = '22023', hint = 'version_of_other_lens: choose a version of the lens';
  end if;
  if cardinality(p_category_tags) > 20 then
    raise exception 'a binding has at most 20 tags' using errcode = '54000', hint = 'too_many_tags: choose fewer';
  end if;
  perform agents.log_action(p_ai_lenser_id, 'lens.bound', 'lens', p_lens_id, jsonb_build_object('version_id', p_version_id));
  return query
  insert into agents.lens_bindings as b (ai_lenser_id, lens_id, version_id, is_default, category_tags)
  values (p_ai_lenser_id, p_lens_id, p_version_id, coalesce(p_is_default, true), coalesce(p_category_tags, '{}'))
  on conflict (ai_lenser_id, lens_id) do update set version_id = excluded.version_id, is_default = excluded.is_default, category_tags = excluded.category_tags
  returning *;
end $$;

grant execute on function public.fn_upsert_agent_lens_binding to authenticated;
