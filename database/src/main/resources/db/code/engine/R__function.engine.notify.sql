-- Puts what happened into the outbox, for each target of these people that wants to hear of it; in the transaction of what it tells of.
-- A webhook without a secret hears nothing: nobody could tell who sent it.
create or replace function engine.notify(p_people uuid[], p_event text, p_data jsonb) returns void
language sql volatile set search_path = '' as $$
  insert into engine.outbox (target_id, event_type, payload)
  select t.id, p_event, jsonb_build_object('type', p_event, 'timestamp', to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'data', jsonb_strip_nulls(p_data))
  from lensers.notification_targets t
  where t.lenser_id = any (p_people) and t.is_active and p_event = any (t.events) and (t.kind = 'email' or t.secret_ciphertext is not null)
$$;
