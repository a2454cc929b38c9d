-- What can be done with a model here: runnable (spoken here, no key needed), byok_only (spoken here, a key needed), catalog_only, deprecated.
create or replace function ai.support_level(p_dialect text, p_needs_no_key boolean, p_status text) returns text
language sql immutable parallel safe set search_path = '' as $$
  select case
    when p_status in ('deprecated', 'legacy') then 'deprecated'
    when p_dialect in ('demo', 'ollama') or p_dialect = 'openai' and p_needs_no_key then 'runnable'
    when p_dialect = 'openai' then 'byok_only'
    else 'catalog_only' end
$$;
