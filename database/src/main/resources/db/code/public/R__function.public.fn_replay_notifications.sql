-- Sends again what was given up, under the same ids: one message, or all of one target of the caller's; how many.
create or replace function public.fn_replay_notifications(p_target_id uuid default null, p_notification_id uuid default null) returns int
language plpgsql security definer set search_path = '' as $$
declare
  v_target uuid := coalesce(p_target_id, (select o.target_id from engine.outbox o where o.id = p_notification_id));
  v_count int;
begin
  perform lensers.require_lenser();
  if p_notification_id is not null and not exists (
      select from engine.outbox o join lensers.notification_targets t on t.id = o.target_id
      where o.id = p_notification_id and o.target_id = v_target and t.lenser_id = lensers.get_auth_lenser_id()) then
    raise exception 'notification % was not found', p_notification_id using
      errcode = 'P0002', hint = 'notification_not_found: check the id (fn_list_notifications)';
  end if;
  perform lensers.require_target(v_target);
  update engine.outbox o
  set given_up_at = null, attempts = 0, available_at = now(), leased_until = null, replayed_at = now()
  where o.target_id = v_target and o.given_up_at is not null and (p_notification_id is null or o.id = p_notification_id);
  get diagnostics v_count = row_count;
  if v_count = 0 and p_notification_id is not null then
    raise exception 'notification % was not given up', p_notification_id using errcode = '55000', hint = 'not_given_up: it waits, or was delivered';
  end if;
  update lensers.notification_targets t set consecutive_failures = 0, paused_until = null where t.id = v_target and v_count > 0;
  return v_count;
end $$;

grant execute on function public.fn_replay_notifications to authenticated;
