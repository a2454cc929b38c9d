-- Puts a message of type test.ping into the outbox of a target of the caller's; its id.
create or replace function public.fn_test_notification_target(p_target_id uuid) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  v_target lensers.notification_targets := lensers.require_target(p_target_id);
  v_id uuid;
begin
  if v_target.kind = 'webhook' and v_target.secret_ciphertext is null then
    raise exception 'the target has no secret yet' using errcode = '55000', hint = 'no_webhook_secret: make one with fn_rotate_notification_secret';
  elsif not v_target.is_active then
    raise exception 'the target is switched off' using errcode = '55000', hint = 'target_off: switch it on (fn_upsert_notification_target)';
  elsif (select count(*) from engine.outbox o where o.target_id = p_target_id and o.event_type = 'test.ping' and o.created_at > now() - interval '1 minute') >= 10 then
    raise exception 'the target was tested often lately' using errcode = '54000', hint = 'too_many_tests: wait for a minute';
  end if;
  insert into engine.outbox (target_id, event_type, payload)
  values (p_target_id, 'test.ping', jsonb_build_object('type', 'test.ping',
    'timestamp', to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'data', jsonb_build_object('target_id', p_target_id)))
  returning id into v_id;
  update lensers.notification_targets t set paused_until = null where t.id = p_target_id;
  return v_id;
end $$;

grant execute on function public.fn_test_notification_target to authenticated;
