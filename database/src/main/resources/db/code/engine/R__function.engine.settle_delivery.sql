-- Notes what came of a try: delivered, due again after a while, or given up where p_wait_ms is null. What was delivered stays so whoever says
-- it; a failure counts only for the try that is under way, so that a slow process does not undo what another one did meanwhile.
create or replace function engine.settle_delivery(p_id uuid, p_attempt int, p_error text, p_wait_ms bigint, p_is_gone boolean default false) returns boolean
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_target uuid;
begin
  if p_error is null then
    update engine.outbox o
    set delivered_at = clock_timestamp(), given_up_at = null, leased_until = null, last_error = null
    where o.id = p_id and o.delivered_at is null
    returning o.target_id into v_target;
    update lensers.notification_targets t
    set consecutive_failures = 0, paused_until = null, last_delivered_at = clock_timestamp() where t.id = v_target;
    return v_target is not null;
  end if;
  update engine.outbox o
  set leased_until = null, last_error = left(p_error, 2000), given_up_at = case when p_wait_ms is null then clock_timestamp() end,
    available_at = case when p_wait_ms is null then o.available_at else clock_timestamp() + p_wait_ms * interval '1 millisecond' end
  where o.id = p_id and o.attempts = p_attempt and o.delivered_at is null and o.given_up_at is null
  returning o.target_id into v_target;
  update lensers.notification_targets t
  set consecutive_failures = t.consecutive_failures + 1, last_error = left(p_error, 2000), last_error_at = clock_timestamp(),
    is_active = t.is_active and not p_is_gone,
    paused_until = case when t.consecutive_failures >= 4
      then clock_timestamp() + least(15 * 2 ^ least(t.consecutive_failures - 4, 10), 900) * interval '1 second' end
  where t.id = v_target;
  return v_target is not null;
end $$;

grant execute on function engine.settle_delivery to engine_worker;
