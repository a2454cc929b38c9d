-- What is wrong with an edge condition (engine.md, Conditions: closed grammar, depth <= 16, <= 1,000 steps); NULL when nothing is.
create or replace function lenses.condition_problem(p_condition jsonb) returns text
language sql immutable parallel safe set search_path = '' as $$
  with recursive part (node, depth) as (
    select p_condition, 1
    union all
    select child.node, part.depth + 1
    from part
    cross join lateral (
      select pg_catalog.jsonb_array_elements(case when jsonb_typeof(part.node -> 'all') = 'array' then part.node -> 'all' else '[]' end)
      union all
      select pg_catalog.jsonb_array_elements(case when jsonb_typeof(part.node -> 'any') = 'array' then part.node -> 'any' else '[]' end)
      union all
      select part.node -> 'not' where part.node ? 'not'
    ) child (node)
    where part.depth <= 16 and jsonb_typeof(part.node) = 'object'
  ), steps as (
    select p.node, p.depth, p.node ->> 'type' as type from part p limit 1001
  ), problems as (
    select s.depth, case
      when jsonb_typeof(s.node) <> 'object' then 'every condition is an object'
      when s.depth > 16 then 'it is nested deeper than 16'
      when (select count(*) from pg_catalog.jsonb_object_keys(s.node) k where k in ('type', 'all', 'any', 'not')) <> 1
        then 'a condition has exactly one of type, all, any, not'
      when not s.node ? 'type' and (select count(*) from pg_catalog.jsonb_object_keys(s.node)) > 1
        then 'all, any and not stand alone'
      when s.node ? 'all' and jsonb_typeof(s.node -> 'all') <> 'array'
        or s.node ? 'any' and jsonb_typeof(s.node -> 'any') <> 'array' then 'all and any take a list of conditions'
      when not s.node ? 'type' then null
      when jsonb_typeof(s.node -> 'type') <> 'string' or s.type not in ('present', 'absent', 'truthy', 'falsy', 'equals',
        'not_equals', 'contains', 'not_contains', 'starts_with', 'ends_with', 'gt', 'gte', 'lt', 'lte', 'in', 'not_in', 'matches')
        then pg_catalog.format('unknown type %s', s.node -> 'type')
      when exists (select from pg_catalog.jsonb_object_keys(s.node) k where k not in ('type', 'path', 'value'))
        then 'a test has only type, path and value'
      when s.node -> 'path' <> 'null' and (jsonb_typeof(s.node -> 'path') <> 'string' or lenses.path_is_bad(s.node ->> 'path'))
        then pg_catalog.format('%s is not a path; write it like items[0].title', s.node -> 'path')
      when s.type in ('present', 'absent', 'truthy', 'falsy') and s.node ? 'value' then pg_catalog.format('%s takes no value', s.type)
      when s.type in ('present', 'absent', 'truthy', 'falsy') then null
      when not s.node ? 'value' then pg_catalog.format('%s needs a value', s.type)
      when s.type in ('in', 'not_in') and jsonb_typeof(s.node -> 'value') <> 'array' then pg_catalog.format('%s needs a list', s.type)
      when s.type in ('gt', 'gte', 'lt', 'lte') and jsonb_typeof(s.node -> 'value') not in ('number', 'string')
        then pg_catalog.format('%s needs a number or an instant', s.type)
      when s.type in ('starts_with', 'ends_with', 'matches') and jsonb_typeof(s.node -> 'value') <> 'string'
        then pg_catalog.format('%s needs a string', s.type)
      when s.type = 'matches' and lenses.pattern_is_bad(s.node ->> 'value') then 'the pattern of matches is not RE2'
    end as problem
    from steps s
  )
  select case
    when (select count(*) from steps) > 1000 then 'it has more than 1000 steps'
    else (select p.problem from problems p where p.problem is not null order by p.depth, p.problem limit 1)
  end
$$;
