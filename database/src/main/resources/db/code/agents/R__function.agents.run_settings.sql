-- What a run takes along from its assignment and schedule: how many steps at once, and the policies that hold where a node has none.
create or replace function agents.run_settings(p_queue jsonb, p_retry jsonb, p_failure jsonb, p_mode text) returns jsonb
language sql immutable parallel safe set search_path = '' as $$
  select jsonb_strip_nulls(jsonb_build_object(
    'limits', jsonb_build_object('concurrency', case p_queue ->> 'mode' when 'serial' then 1 else (p_queue ->> 'maxConcurrency')::int end),
    'policies', jsonb_build_object('retry_policy', p_retry, 'failure_policy', p_failure),
    -- what an outside system sent is nobody's word
    'tainted', case when p_mode = 'webhook' then true end))
$$;
