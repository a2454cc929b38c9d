-- What is wrong with the settings that nodes of every kind may have (docs/reference/nodes.md); NULL when nothing is.
create or replace function lenses.policy_problem(p_config jsonb) returns text
language sql immutable parallel safe set search_path = '' as $$
  select coalesce(
    case when coalesce(p_config ->> 'join', 'any') not in ('any', 'all') then 'join is "any" or "all"' end,
    lenses.number_problem('timeout_ms', p_config -> 'timeout_ms', 1, 86400000, true),
    lenses.type_problem('param_overrides', p_config -> 'param_overrides', 'object'),
    lenses.key_problem('retry_policy', p_config -> 'retry_policy', '{maxRetries,backoffMs,maxBackoffMs,retryOn,timeoutMs}'),
    lenses.number_problem('maxRetries', p_config #> '{retry_policy,maxRetries}', 0, 20, true),
    lenses.number_problem('backoffMs', p_config #> '{retry_policy,backoffMs}', 0, 86400000, true),
    lenses.number_problem('maxBackoffMs', p_config #> '{retry_policy,maxBackoffMs}', 0, 86400000, true),
    lenses.number_problem('timeoutMs', p_config #> '{retry_policy,timeoutMs}', 1, 86400000, true),
    lenses.type_problem('retryOn', p_config #> '{retry_policy,retryOn}', 'array'),
    case when not coalesce(p_config #> '{retry_policy,retryOn}', '[]') <@ '["validation_error", "provider_error", "tool_error",
      "permission_error", "budget_error", "rate_limit", "timeout", "contract_violated", "lost_worker"]' then 'retryOn names causes' end,
    lenses.key_problem('failure_policy', p_config -> 'failure_policy', '{mode,fallbackModelId,fallbackAssigneeId}'),
    case when p_config ? 'failure_policy' and coalesce(p_config #>> '{failure_policy,mode}', '') not in ('isolate', 'halt', 'fallback')
      then 'failure_policy.mode is isolate, halt or fallback' end,
    lenses.type_problem('fallbackModelId', p_config #> '{failure_policy,fallbackModelId}', 'string'))
$$;
