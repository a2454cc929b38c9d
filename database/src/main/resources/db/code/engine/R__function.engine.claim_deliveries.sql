-- Takes messages that are due, fairly: of each target at most four at once, of one that fails at most one, of one that is left alone none.
-- What a lost process had in hand is due again when its lease is over, under the same id. Letters need the confirmed address of the account.
create or replace function engine.claim_deliveries(p_limit int, p_lease_ms bigint)
returns table (id uuid, target_id uuid, attempt int, event_type text, payload text, kind text, url text, email text, target jsonb)
language plpgsql volatile security definer set search_path = '' as $$
begin
  return query
    with recursive waiting as (
      (select o.target_id from engine.outbox o where o.delivered_at is null and o.given_up_at is null order by o.target_id limit 1)
      union all
      select (
        select o.target_id from engine.outbox o
        where o.delivered_at is null and o.given_up_at is null and o.target_id > w.target_id order by o.target_id limit 1)
      from waiting w where w.target_id is not null
    ),
    places as (
      select t.id, case when t.consecutive_failures >= 5 then 1 else 4 end - (
        select count(*) from engine.outbox o
        where o.target_id = t.id and o.delivered_at is null and o.given_up_at is null and o.leased_until > clock_timestamp()) as free
      from waiting w
      join lensers.notification_targets t on t.id = w.target_id
      where t.is_active and coalesce(t.paused_until, '-infinity') <= clock_timestamp() and (t.kind = 'email' or t.secret_ciphertext is not null)
    ),
    due as (
      select d.id from places p
      cross join lateral (
        select o.id, o.available_at from engine.outbox o
        where o.target_id = p.id and o.delivered_at is null and o.given_up_at is null and o.available_at <= clock_timestamp()
          and coalesce(o.leased_until, '-infinity') <= clock_timestamp()
        order by o.available_at, o.id limit greatest(p.free, 0)
        for no key update skip locked) d
      order by d.available_at, d.id limit p_limit
    ),
    taken as (
      update engine.outbox o
      set leased_until = clock_timestamp() + p_lease_ms * interval '1 millisecond', attempts = o.attempts + 1
      from due where o.id = due.id
      returning o.id, o.target_id, o.attempts, o.event_type, o.payload
    )
    select x.id, x.target_id, x.attempts, x.event_type, x.payload::text, t.kind, t.url,
      case when t.kind = 'email' then (
        select u.email from lensers.profiles p join auth.users u on u.id = p.user_id where p.id = t.lenser_id and u.email_confirmed_at is not null) end,
      jsonb_build_object('label', t.label)
    from taken x join lensers.notification_targets t on t.id = x.target_id
    order by x.id;
end $$;

grant execute on function engine.claim_deliveries to engine_worker;
