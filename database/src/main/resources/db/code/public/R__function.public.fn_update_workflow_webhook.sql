-- Switches the webhook of a workflow on or off, and says with which assignment (and so which approvals) its runs start. What is not named
-- stays: an assignment goes only where p_as_author says that runs are to start as the workflow's author.
create or replace function public.fn_update_workflow_webhook(p_workflow_id uuid, p_is_active boolean default null, p_workflow_assignment_id uuid default null,
  p_as_author boolean default false)
returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_trigger lenses.workflow_triggers := lenses.own_trigger(p_workflow_id);
begin
  if p_as_author and p_workflow_assignment_id is not null then
    raise exception 'runs start with an assignment or as the author' using errcode = '22023', hint = 'bad_value: pass one of the two';
  end if;
  perform lenses.check_trigger_assignment(p_workflow_id, p_workflow_assignment_id);
  if p_is_active and v_trigger.secret_ciphertext is null then
    raise exception 'the webhook has no secret yet' using errcode = '55000', hint = 'no_webhook_secret: make one first (fn_rotate_webhook_secret)';
  end if;
  update lenses.workflow_triggers t
  set is_active = coalesce(p_is_active, t.is_active),
    workflow_assignment_id = case when p_as_author then null else coalesce(p_workflow_assignment_id, t.workflow_assignment_id) end
  where t.id = v_trigger.id;
  return public.fn_get_workflow_webhook_config(p_workflow_id);
end $$;

grant execute on function public.fn_update_workflow_webhook to authenticated;
