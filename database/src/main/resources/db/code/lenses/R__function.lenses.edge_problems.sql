-- What is wrong with the edges of a graph, each looked at with its two ends.
create or replace function lenses.edge_problems(p_graph jsonb)
returns table (code text, severity text, node_id uuid, edge_id uuid, message text)
language sql stable set search_path = '' as $$
  with node as materialized (
    select (n ->> 'id')::uuid as id, n ->> 'label' as label, n ->> 'kind' as kind, n -> 'lens' as lens,
      n -> 'config' -> 'output' as template, n -> 'config' ? 'text' as builds_text
    from jsonb_array_elements(p_graph -> 'nodes') n
  ), edge as materialized (
    select (e ->> 'id')::uuid as id, e ->> 'source_output_key' as output_key, e ->> 'target_param_label' as target_label,
      lenses.label_key(e ->> 'target_param_label') as folded, e ->> 'merge_strategy' as strategy,
      nullif(e -> 'condition', 'null') as condition, s as source, t as target,
      format('edge "%s" → "%s"', s.label, t.label) as name,
      btrim(substring(regexp_replace(btrim(e ->> 'source_output_key'), '^\$\.', '') from '^[^.[]+')) as first_name
    from jsonb_array_elements(p_graph -> 'edges') e
    join node s on s.id = (e ->> 'source_node_id')::uuid
    join node t on t.id = (e ->> 'target_node_id')::uuid
  ), parameter as materialized (
    select p.node_id, p.folded, p.label from lenses.graph_parameters(p_graph) p
  ), taken as materialized (
    select p.node_id, array_agg(p.label order by p.label) as labels, array_agg(p.folded) as folded from parameter p group by p.node_id
  ), output as materialized (
    select n.id, lenses.known_outputs(n.kind, n.lens, n.template, n.builds_text) as names from node n
  ), problem as (
    select e.id, 'self_edge' as code, 'error' as severity, 'it leads back to its own node; remove it' as text, e.name
    from edge e where (e.source).id = (e.target).id
    union all
    select e.id, 'unknown_source_output',
      -- a contract that is not strict allows more than it names
      case when lenses.path_is_bad(e.output_key) or (e.source).kind = 'transform'
        or (e.source).lens -> 'output_contract' -> 'strict' = 'true' then 'error' else 'warning' end, case
      when lenses.path_is_bad(e.output_key) then format('"%s" is not a path; write it like items[0].title', e.output_key)
      else format('node "%s" has no output "%s"; it has %s', (e.source).label, e.first_name, array_to_string(o.names, ', ')) end, e.name
    from edge e
    join output o on o.id = (e.source).id
    where lenses.path_is_bad(e.output_key)
      or o.names is not null and coalesce(e.first_name, '') <> all (o.names || '{output,data,media,metadata}'::text[])
    union all
    select e.id, 'unknown_param_label', case when (e.target).kind = 'lens' then 'error' else 'warning' end,
      format('node "%s" takes no "%s"; %s', (e.target).label, e.target_label, coalesce(
        'did you mean "' || lenses.nearest(e.target_label, t.labels) || '"?',
        'it takes ' || array_to_string(t.labels, ', '), 'it takes nothing')), e.name
    from edge e
    left join taken t on t.node_id = (e.target).id
    where ((e.target).kind = 'transform' or jsonb_typeof((e.target).lens) = 'object')
      and e.folded <> all (coalesce(t.folded, '{}'))
    union all
    select e.id, 'bad_condition', 'error', format('its condition is wrong: %s', lenses.condition_problem(e.condition)), e.name
    from edge e where e.condition is not null and lenses.condition_problem(e.condition) is not null
    union all
    select unnest(array_agg(e.id order by e.id)), 'merge_strategy_conflict', 'error',
      format('edges into "%s" of node "%s" disagree on the merge strategy (%s); give them the same', min(e.target_label), (e.target).label,
        string_agg(distinct e.strategy, ', ')), min(e.name)
    from edge e
    group by (e.target).id, (e.target).label, e.folded
    having count(distinct e.strategy) > 1
  )
  select p.code, p.severity, null::uuid, p.id, p.name || ': ' || p.text from problem p
$$;
