-- Gives up what a dead or switched-off target has not taken for three days, and forgets what was delivered a week and given up a month ago;
-- how many messages were given up.
create or replace function engine.tidy_outbox() returns int
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_count int;
begin
  update engine.outbox o
  set given_up_at = clock_timestamp(), leased_until = null, last_error = coalesce(o.last_error, 'the target took nothing for three days')
  from lensers.notification_targets t
  where t.id = o.target_id and (t.consecutive_failures >= 5 or not t.is_active) and o.delivered_at is null and o.given_up_at is null
    and greatest(o.created_at, o.replayed_at) < clock_timestamp() - interval '3 days' and coalesce(o.leased_until, '-infinity') <= clock_timestamp();
  get diagnostics v_count = row_count;
  delete from engine.outbox o
  where coalesce(o.delivered_at, o.given_up_at) < clock_timestamp() - interval '7 days'
    and (o.delivered_at is not null or o.given_up_at < clock_timestamp() - interval '30 days')
    and (o.delivered_at is not null or o.given_up_at is not null);
  return v_count;
end $$;

grant execute on function engine.tidy_outbox to engine_worker;
