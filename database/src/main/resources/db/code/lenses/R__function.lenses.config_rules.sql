-- The settings that a node's config may have, by kind ('*': every kind whose config is looked into), with the bounds of numbers.
-- docs/reference/nodes.md says what they mean.
create or replace function lenses.config_rules()
returns table (kind text, setting text, json_type text, low numeric, high numeric, whole boolean)
language sql immutable parallel safe set search_path = '' as $$
  values
    ('*', 'join', 'string', null::numeric, null::numeric, null::boolean),
    ('*', 'timeout_ms', 'number', 1, 86400000, true),
    ('*', 'param_overrides', 'object', null, null, null),
    ('*', 'retry_policy', 'object', null, null, null),
    ('*', 'retry_policy.maxRetries', 'number', 0, 20, true),
    ('*', 'retry_policy.backoffMs', 'number', 0, 86400000, true),
    ('*', 'retry_policy.maxBackoffMs', 'number', 0, 86400000, true),
    ('*', 'retry_policy.retryOn', 'array', null, null, null),
    ('*', 'retry_policy.timeoutMs', 'number', 1, 86400000, true),
    ('*', 'failure_policy', 'object', null, null, null),
    ('*', 'failure_policy.mode', 'string', null, null, null),
    ('*', 'failure_policy.fallbackModelId', 'string', null, null, null),
    ('*', 'failure_policy.fallbackAssigneeId', 'string', null, null, null),
    ('lens', 'template_body', 'string', null, null, null),
    ('lens', 'model_id', 'string', null, null, null),
    ('lens', 'model_params', 'object', null, null, null),
    ('lens', 'model_params.temperature', 'number', 0, 2, false),
    ('lens', 'model_params.top_p', 'number', 0, 1, false),
    ('lens', 'model_params.max_tokens', 'number', 1, 10000000, true),
    ('lens', 'model_params.seed', 'number', -9007199254740991, 9007199254740991, true),
    ('lens', 'model_params.stop', 'array', null, null, null),
    ('transform', 'output', null, null, null, null),
    ('transform', 'text', 'string', null, null, null),
    ('transform', 'kind', 'string', null, null, null),
    ('transform', 'artifactKind', 'string', null, null, null)
$$;
