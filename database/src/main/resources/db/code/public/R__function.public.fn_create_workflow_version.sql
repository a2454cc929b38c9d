-- Freezes the graph as it stands, with the lens versions it would use now, into a draft version.
create or replace function public.fn_create_workflow_version(p_workflow_id uuid, p_changelog text default null) returns uuid
language plpgsql security definer set search_path = '' as $$
begin
  perform lenses.require_own_workflow(p_workflow_id);
  if length(p_changelog) > 20000 then
    raise exception 'a changelog has at most 20000 characters' using errcode = '22023', hint = 'bad_changelog: shorten it';
  end if;
  return lenses.add_version(p_workflow_id, lenses.build_snapshot(p_workflow_id), 'draft', lenses.last_version_number(p_workflow_id) + 1,
    p_changelog);
end $$;

grant execute on function public.fn_create_workflow_version(uuid, text) to authenticated;
