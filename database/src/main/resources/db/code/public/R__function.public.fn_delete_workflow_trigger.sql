-- Deletes a trigger; the runs that it started stay. A webhook's address is gone for good.
create or replace function public.fn_delete_workflow_trigger(p_trigger_id uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_trigger lenses.workflow_triggers := lenses.require_trigger(p_trigger_id);
begin
  delete from lenses.workflow_triggers t where t.id = v_trigger.id;
end $$;

grant execute on function public.fn_delete_workflow_trigger to authenticated;
