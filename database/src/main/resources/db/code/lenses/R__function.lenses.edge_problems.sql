-- What is wrong with the edges of a graph, each looked at with its two ends.
create or replace function lenses.edge_problems(p_graph jsonb, p_parameters lenses.graph_parameter[])
returns table (code text, severity text, node_id uuid, edge_id uuid, message text)
language plpgsql stable set search_path = '' as $$
begin
  return query
    with node as materialized (
      select (n ->> 'id')::uuid as id, n ->> 'label' as label, jsonb_typeof(coalesce(nullif(n -> 'lens', 'null'), n -> 'child')) = 'object' or n ->> 'kind' = 'transform' as has_parameters,
        n ->> 'kind' = 'transform' as is_transform, o.names as outputs,
        n ->> 'kind' in ('transform', 'branch') or coalesce(n #> '{lens,output_contract,strict}' = 'true', false) as is_sure
      from jsonb_array_elements(p_graph -> 'nodes') n
      cross join lateral (
        -- names that its data is known to have; NULL where only the run will tell
        select case
          when n ->> 'kind' = 'transform' and n -> 'config' ? 'text' then '{}'
          when n ->> 'kind' = 'branch' then '{branch,branches,to}'
          when n ->> 'kind' = 'transform' and jsonb_typeof(n #> '{config,output}') = 'object' and (n #> '{config,output}') - '$path'::text <> '{}'
            then array(select jsonb_object_keys(n #> '{config,output}'))
          when jsonb_typeof(n #> '{lens,output_contract,fields}') = 'object'
            then array(select jsonb_object_keys(n #> '{lens,output_contract,fields}')) end as names
      ) o
    ), edge as materialized (
      select (e ->> 'id')::uuid as id, e ->> 'source_output_key' as path, e ->> 'target_param_label' as into_label,
        lenses.label_key(e ->> 'target_param_label') as folded, e ->> 'merge_strategy' as strategy,
        nullif(e -> 'condition', 'null') as condition, (e ->> 'source_node_id')::uuid as source_id, (e ->> 'target_node_id')::uuid as target_id
      from jsonb_array_elements(p_graph -> 'edges') e
    ), taken as materialized (
      select p.node_id as id, array_agg(p.label order by p.label) as labels, array_agg(p.label_key) as folded
      from unnest(p_parameters) p
      group by p.node_id
    ), problem as (
      select e.id, 'self_edge' as code, 'error' as severity, 'it leads back to its own node; remove it' as text
      from edge e where e.source_id = e.target_id
      union all
      select e.id, 'unknown_source_output', case when s.is_sure or lenses.path_is_bad(e.path) then 'error' else 'warning' end,
        case when lenses.path_is_bad(e.path) then format('"%s" is not a path; write it like items[0].title', e.path)
          else format('node "%s" has no output "%s"; it has %s', s.label, e.path, array_to_string('{output}'::text[] || s.outputs, ', ')) end
      from edge e join node s on s.id = e.source_id
      where lenses.path_is_bad(e.path)
        or s.outputs is not null and coalesce(lenses.first_name(e.path), '') <> all (s.outputs || '{output,data,media,metadata}'::text[])
      union all
      select e.id, 'unknown_param_label', case when n.is_transform then 'warning' else 'error' end,
        format('node "%s" takes no "%s"; %s', n.label, e.into_label, coalesce(
          'did you mean "' || lenses.nearest(e.into_label, t.labels) || '"?', 'it takes ' || array_to_string(t.labels, ', '), 'it takes nothing'))
      from edge e
      join node n on n.id = e.target_id and n.has_parameters
      left join taken t on t.id = n.id
      where e.folded <> all (coalesce(t.folded, '{}'))
      union all
      select e.id, 'bad_condition', 'error', 'its condition is wrong: ' || c.problem
      from edge e cross join lateral (select lenses.condition_problem(e.condition) as problem where e.condition is not null) c
      where c.problem is not null
      union all
      select unnest(array_agg(e.id)), 'merge_strategy_conflict', 'error',
        format('edges into "%s" disagree on the merge strategy (%s); give them the same', min(e.into_label), string_agg(distinct e.strategy, ', '))
      from edge e group by e.target_id, e.folded having count(distinct e.strategy) > 1
    )
    select p.code, p.severity, null::uuid, p.id, format('edge "%s" → "%s": %s', s.label, t.label, p.text)
    from problem p join edge e on e.id = p.id join node s on s.id = e.source_id join node t on t.id = e.target_id;
end $$;
