-- Keeps a graph as a workflow version, with what starting and reading runs needs of it.
create or replace function lenses.add_version(
  p_workflow_id uuid, p_graph jsonb, p_status text, p_number int, p_changelog text default null) returns uuid
language sql volatile set search_path = '' as $$
  with node as materialized (
    select (n.node ->> 'id')::uuid as id, n.node ->> 'label' as label, (n.node #>> '{lens,lens_id}')::uuid as lens_id, n.at
    from jsonb_array_elements(p_graph -> 'nodes') with ordinality n (node, at)
  ), parameter as materialized (
    select * from lenses.graph_parameters(p_graph)
  ), typed as (
    select p.label_key, jsonb_agg(distinct p.spec - '{label,ordinal,required,default_value,validation_schema}'::text[]) as specs
    from parameter p
    where p.free and (p.spec ->> 'type' not in ('text', 'textarea', 'json')
      or p.spec ->> 'type' <> 'json' and (p.spec ->> 'min_length' is not null or p.spec ->> 'max_length' is not null))
    group by p.label_key
  )
  insert into lenses.workflow_versions (workflow_id, version_number, status, graph, snapshot_hash, node_ids, node_labels, edge_count,
    lens_ids, input_names, required_inputs, typed_inputs, changelog, created_by)
  select p_workflow_id, p_number, p_status, p_graph, lenses.graph_hash(p_graph),
    array(select n.id from node n order by n.at), array(select n.label from node n order by n.at),
    jsonb_array_length(p_graph -> 'edges'),
    array(select distinct n.lens_id from node n where n.lens_id is not null order by 1),
    array(select distinct p.label_key from parameter p order by 1),
    array(select distinct p.label_key from parameter p where p.wanted order by 1),
    coalesce((select jsonb_object_agg(t.label_key, t.specs) from typed t), '{}'),
    p_changelog, lensers.get_auth_lenser_id()
  returning id
$$;
