-- What starts a workflow of the caller's beside people and schedules: its webhook and its event triggers.
create or replace function public.fn_list_workflow_triggers(p_workflow_id uuid) returns setof jsonb
language plpgsql security definer rows 5 set search_path = '' as $$
begin
  perform lenses.require_own_workflow(p_workflow_id);
  return query select lenses.trigger_json(t) from lenses.workflow_triggers t where t.workflow_id = p_workflow_id order by t.created_at, t.id;
end $$;

grant execute on function public.fn_list_workflow_triggers to authenticated;
