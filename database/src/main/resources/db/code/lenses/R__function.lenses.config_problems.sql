-- What is wrong with the configs of a graph's nodes, setting by setting.
create or replace function lenses.config_problems(p_graph jsonb) returns table (node_id uuid, problem text)
language plpgsql immutable parallel safe set search_path = '' as $$
begin
  return query
    with node as materialized (
      select (n ->> 'id')::uuid as id, n ->> 'kind' as kind, coalesce(n -> 'config', '{}') as config
      from jsonb_array_elements(p_graph -> 'nodes') n
    ), setting as (
      select n.id, n.kind, s.key as name, s.value
      from node n
      cross join lateral jsonb_each(n.config) s
      where n.kind in (select r.kind from lenses.config_rules() r)
      union all
      select n.id, n.kind, s.key || '.' || i.key, i.value
      from node n
      cross join lateral jsonb_each(n.config) s
      cross join lateral jsonb_each(case when jsonb_typeof(s.value) = 'object' then s.value else '{}' end) i
      where n.kind in (select r.kind from lenses.config_rules() r) and s.key in ('retry_policy', 'failure_policy', 'model_params')
    ), checked as (
      select s.id, case
        when r.setting is null then format('%s %s node has no setting "%s"', case when s.kind ~ '^([aeiou]|http)' then 'an' else 'a' end, s.kind, s.name)
        when jsonb_typeof(s.value) <> r.json_type
          or case when r.json_type = 'number' and jsonb_typeof(s.value) = 'number'
            then s.value::numeric not between r.low and r.high or r.whole and s.value::numeric % 1 <> 0 else false end
          then format('%s is %s', s.name, case r.json_type
            when 'number' then format('a %snumber from %s to %s', case when r.whole then 'whole ' else '' end, r.low, r.high)
            when 'string' then 'a text' when 'array' then 'a list' else 'an object' end)
        when s.name = 'join' and s.value not in ('"any"', '"all"') then 'join is "any" or "all"'
        when s.name = 'failure_policy' and not s.value ? 'mode'
          or s.name = 'failure_policy.mode' and s.value not in ('"isolate"', '"halt"', '"fallback"')
          then 'failure_policy.mode is isolate, halt or fallback'
        when s.name = 'retry_policy.retryOn' and not s.value <@ '["validation_error", "provider_error", "tool_error",
          "permission_error", "budget_error", "rate_limit", "timeout", "contract_violated", "lost_worker"]'
          then 'retry_policy.retryOn is a list of causes'
        when s.name = 'model_params.stop' and jsonb_path_exists(s.value, '$[*] ? (@.type() != "string")') then 'model_params.stop is a list of texts'
        when s.name in ('kind', 'artifactKind') and length(s.value #>> '{}') not between 1 and 60 then s.name || ' has 1 to 60 characters'
        when s.name = 'template_body' and octet_length(s.value #>> '{}') not between 1 and 262144 then 'template_body has 1 to 262144 bytes'
      end as text
      from setting s
      left join lenses.config_rules() r on r.setting = s.name and r.kind in ('*', s.kind)
    )
    select c.id, c.text from checked c where c.text is not null
    union all
    select n.id, 'a transform has exactly one of output and text' from node n
    where n.kind = 'transform' and n.config ? 'output' = n.config ? 'text'
    union all
    select n.id, format('%s %s node needs %s', case when n.kind ~ '^([aeiou]|http)' then 'an' else 'a' end, n.kind, m.setting)
    from node n
    join (values ('branch', 'branches'), ('for_each', 'kind'), ('http_request', 'url'), ('sub_workflow', 'workflow_id'), ('agent', 'goal'), ('tool', 'tool_key'),
      ('memory_write', 'content')) m (kind, setting) on m.kind = n.kind and not n.config ? m.setting
    union all
    select n.id, 'a wait node has exactly one of for_ms and until' from node n
    where n.kind = 'wait' and n.config ? 'for_ms' = n.config ? 'until'
    union all
    select n.id, 'a validate node has exactly one of contract and judge' from node n
    where n.kind = 'validate' and n.config ? 'contract' = n.config ? 'judge'
    union all
    select n.id, format('there is no node kind "%s"', n.kind) from node n
    where n.kind not in ('lens', 'transform', 'agent', 'branch', 'for_each', 'sub_workflow', 'tool', 'http_request', 'memory_read',
      'memory_write', 'approval', 'wait', 'callback', 'validate', 'output');
end $$;
