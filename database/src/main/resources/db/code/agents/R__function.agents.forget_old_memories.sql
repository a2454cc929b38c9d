-- Removes memories that are older than their profile keeps them, that have expired, or that a daily reset clears; how many.
create or replace function agents.forget_old_memories() returns int
language sql volatile security definer set search_path = '' as $$
  with old as (
    select m.id
    from agents.memories m join agents.memory_profiles p on p.id = m.profile_id
    where m.created_at < now() - p.retention_days * interval '1 day' or m.expires_at < now() - interval '1 day'
      or p.reset_policy = 'per_day' and m.created_at < date_trunc('day', now(), 'UTC')
    limit 1000
  ), gone as (
    delete from agents.memories m using old o where m.id = o.id returning m.id
  )
  select count(*)::int from gone
$$;

grant execute on function agents.forget_old_memories to engine_worker, maintenance;
