-- Deletes a target of the caller's, with what waits for it.
create or replace function public.fn_delete_notification_target(p_target_id uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_target lensers.notification_targets := lensers.require_target(p_target_id);
begin
  delete from lensers.notification_targets t where t.id = v_target.id;
  perform audit.append(v_target.lenser_id, 'notification_target.deleted', 'notification_target', p_target_id);
end $$;

grant execute on function public.fn_delete_notification_target to authenticated;
