-- Which entries a memory profile holds now, as one short text: a summary of other ones is stale.
create or replace function agents.memory_stand(p_profile_id uuid) returns text
language sql stable set search_path = '' as $$
  select encode(sha256(convert_to(coalesce(string_agg(m.id::text, ',' order by m.id), ''), 'UTF8')), 'hex')
  from agents.memories m
  where m.profile_id = p_profile_id and not m.is_redacted and (m.expires_at is null or m.expires_at > now())
$$;
