-- A target as its owner sees it: whether it is told, and if not why; what waits for it and what was given up.
create or replace function lensers.target_json(p_target lensers.notification_targets) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object('id', (p_target).id, 'kind', (p_target).kind, 'url', (p_target).url, 'label', (p_target).label, 'events', (p_target).events,
    'is_active', (p_target).is_active,
    'state', case when not (p_target).is_active then 'off' when (p_target).kind = 'webhook' and (p_target).secret_ciphertext is null then 'no_secret'
      when (p_target).consecutive_failures >= 5 then 'failing' else 'ready' end,
    'secret_hint', (p_target).secret_hint, 'rotated_at', (p_target).rotated_at, 'has_previous_secret', (p_target).previous_ciphertext is not null,
    'waiting', (select count(*) from engine.outbox o where o.target_id = (p_target).id and o.delivered_at is null and o.given_up_at is null),
    'given_up', (select count(*) from engine.outbox o where o.target_id = (p_target).id and o.given_up_at is not null),
    'consecutive_failures', (p_target).consecutive_failures, 'paused_until', (p_target).paused_until,
    'last_delivered_at', (p_target).last_delivered_at, 'last_error', (p_target).last_error, 'last_error_at', (p_target).last_error_at,
    'created_at', (p_target).created_at)
$$;
