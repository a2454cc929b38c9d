-- What is wrong with one of the four policies of an assignment or schedule, and where in it; nothing when it is as docs/reference/policies.md
-- says.
create or replace function agents.policy_problem(p_kind text, p_policy jsonb, out path text, out problem text)
language sql immutable parallel safe set search_path = '' as $$
  with rule (kind, name, type, low, high, words) as (values
    ('approval', 'requiresApproval', 'boolean', null::numeric, null::numeric, null::text[]),
    ('approval', 'mode', 'string', null, null, '{every_run,every_node,sensitive_actions,on_block}'),
    ('approval', 'timeoutMinutes', 'number', 1, 525600, null),
    ('approval', 'gates', 'array', null, null, '{create_agent,add_team_member,grant_lens,grant_tool,grant_model,publish_output,'
      'external_message,paid_provider_call,spend_threshold,delete_data,modify_schedule,expand_permissions,'
      'tool_call,read_outside}'),
    ('retry', 'maxRetries', 'number', 0, 20, null), ('retry', 'backoffMs', 'number', 0, 3600000, null),
    ('retry', 'maxBackoffMs', 'number', 0, 86400000, null), ('retry', 'timeoutMs', 'number', 100, 86400000, null),
    ('retry', 'retryOn', 'array', null, null, '{validation_error,provider_error,tool_error,permission_error,'
      'budget_error,rate_limit,timeout,contract_violated,lost_worker}'),
    ('failure', 'mode', 'string', null, null, '{isolate,halt,fallback}'),
    ('failure', 'pauseAfterFailures', 'number', 1, 1000, null), ('failure', 'fallbackModelId', 'string', null, null, null), ('failure', 'fallbackAssigneeId', 'string', null, null, null),
    ('queue', 'mode', 'string', null, null, '{parallel,serial}'), ('queue', 'maxConcurrency', 'number', 1, 1000, null),
    ('queue', 'priority', 'number', -1000, 1000, null), ('queue', 'onMissed', 'string', null, null, '{skip,run_once,backfill}'),
    ('queue', 'maxBackfill', 'number', 1, 1000, null)
  ), fault (path, problem, key) as (
    select '', 'it is not a JSON object', '' where p_policy is null or jsonb_typeof(p_policy) <> 'object'
    union all
    select '.' || s.key || coalesce('[' || e.place || ']', ''), case
        when r.name is null then format('"%s" is not a setting of it; settings are %s', s.key,
          (select string_agg(x.name, ', ' order by x.name) from rule x where x.kind = p_kind))
        when jsonb_typeof(s.value) <> r.type then format('"%s" is a %s', s.key, r.type)
        when r.type = 'number' and (s.value::numeric not between r.low and r.high or s.value::numeric <> trunc(s.value::numeric))
          then format('"%s" is a whole number from %s to %s', s.key, r.low, r.high)
        when r.type = 'string' and r.words is not null and (s.value #>> '{}') <> all (r.words)
          then format('"%s" is one of %s', s.key, array_to_string(r.words, ', '))
        when e.place is not null then format('"%s" holds only %s', s.key, array_to_string(r.words, ', '))
      end, s.key
    from jsonb_each(case jsonb_typeof(p_policy) when 'object' then p_policy else '{}' end) s
    left join rule r on r.kind = p_kind and r.name = s.key
    left join lateral (
      select min(x.n) - 1 as place
      from jsonb_array_elements(case jsonb_typeof(s.value) when 'array' then s.value else '[]' end) with ordinality x (v, n)
      where r.type = 'array' and not to_jsonb(r.words) @> jsonb_build_array(x.v)) e on true
  )
  select p_kind || '_policy' || left(f.path, 120), f.problem from fault f where f.problem is not null order by f.key limit 1
$$;

grant execute on function agents.policy_problem to authenticated, engine_worker;
