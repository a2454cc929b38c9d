-- What is wrong with one of the four policies of an assignment or schedule; NULL when it is as docs/reference/policies.md says.
create or replace function agents.policy_problem(p_kind text, p_policy jsonb) returns text
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
  )
  select case
    when p_policy is null or jsonb_typeof(p_policy) <> 'object' then 'it is not a JSON object'
    else (
      select case
        when r.name is null then format('"%s" is not a setting of it; settings are %s', s.key,
          (select string_agg(x.name, ', ' order by x.name) from rule x where x.kind = p_kind))
        when jsonb_typeof(s.value) <> r.type then format('"%s" is a %s', s.key, r.type)
        when r.type = 'number' and (s.value::numeric not between r.low and r.high or s.value::numeric <> trunc(s.value::numeric))
          then format('"%s" is a whole number from %s to %s', s.key, r.low, r.high)
        when r.type = 'string' and r.words is not null and (s.value #>> '{}') <> all (r.words)
          then format('"%s" is one of %s', s.key, array_to_string(r.words, ', '))
        when r.type = 'array' and not s.value <@ to_jsonb(r.words) then format('"%s" holds only %s', s.key, array_to_string(r.words, ', '))
      end as problem
      from jsonb_each(p_policy) s
      left join rule r on r.kind = p_kind and r.name = s.key
      where r.name is null or jsonb_typeof(s.value) <> r.type
        or (r.type = 'number' and (s.value::numeric not between r.low and r.high or s.value::numeric <> trunc(s.value::numeric)))
        or (r.type = 'string' and r.words is not null and (s.value #>> '{}') <> all (r.words))
        or (r.type = 'array' and not s.value <@ to_jsonb(r.words))
      order by s.key limit 1)
  end
$$;

grant execute on function agents.policy_problem to authenticated, engine_worker;
