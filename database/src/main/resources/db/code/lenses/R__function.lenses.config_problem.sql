-- What is wrong with the config of a node of some kind (docs/reference/nodes.md); NULL when nothing is.
create or replace function lenses.config_problem(p_kind text, p_config jsonb) returns text
language sql immutable parallel safe set search_path = '' as $$
  select case
    when p_kind in ('lens', 'transform') and p_config = '{}' then case p_kind when 'transform' then 'a transform has exactly one of output and text' end
    when p_kind = 'lens' then coalesce(
      lenses.key_problem('a lens node', p_config,
        '{join,timeout_ms,retry_policy,failure_policy,param_overrides,template_body,model_id,model_params}'),
      lenses.policy_problem(p_config),
      lenses.type_problem('template_body', p_config -> 'template_body', 'string'),
      case when octet_length(p_config ->> 'template_body') not between 1 and 262144 then 'template_body has 1 to 262144 bytes' end,
      lenses.type_problem('model_id', p_config -> 'model_id', 'string'),
      lenses.key_problem('model_params', p_config -> 'model_params', '{temperature,top_p,max_tokens,seed,stop}'),
      lenses.number_problem('temperature', p_config #> '{model_params,temperature}', 0, 2, false),
      lenses.number_problem('top_p', p_config #> '{model_params,top_p}', 0, 1, false),
      lenses.number_problem('max_tokens', p_config #> '{model_params,max_tokens}', 1, 10000000, true),
      lenses.number_problem('seed', p_config #> '{model_params,seed}', -9007199254740991, 9007199254740991, true),
      lenses.type_problem('stop', p_config #> '{model_params,stop}', 'array'))
    when p_kind = 'transform' then coalesce(
      lenses.key_problem('a transform node', p_config,
        '{join,timeout_ms,retry_policy,failure_policy,param_overrides,output,text,kind,artifactKind}'),
      lenses.policy_problem(p_config),
      case when p_config ? 'output' = p_config ? 'text' then 'a transform has exactly one of output and text' end,
      lenses.type_problem('text', p_config -> 'text', 'string'),
      lenses.type_problem('kind', p_config -> 'kind', 'string'),
      lenses.type_problem('artifactKind', p_config -> 'artifactKind', 'string'))
    when p_kind not in ('agent', 'branch', 'for_each', 'sub_workflow', 'tool', 'http_request', 'memory_read', 'memory_write', 'approval',
      'wait', 'callback', 'validate', 'output') then format('there is no node kind "%s"', p_kind)
  end
$$;
