-- Sub-workflow nodes that would lead back into a workflow that is already running, or deeper than five runs. A node's config names
-- its workflow; what counts is that workflow's published version.
create or replace function lenses.recursion_problems(p_graph jsonb, p_workflow_id uuid)
returns table (code text, severity text, node_id uuid, edge_id uuid, message text)
language sql stable set search_path = '' as $$
  with recursive child (node_id, node_label, workflow_id, depth, path) as (
    select (n ->> 'id')::uuid, n ->> 'label', (n #>> '{config,workflow_id}')::uuid, 1, array[p_workflow_id]
    from jsonb_array_elements(p_graph -> 'nodes') n
    where n ->> 'kind' = 'sub_workflow'
      and lenses.is_uuid(n #>> '{config,workflow_id}')
    union all
    select c.node_id, c.node_label, (n #>> '{config,workflow_id}')::uuid, c.depth + 1, c.path || c.workflow_id
    from child c
    join lenses.workflows w on w.id = c.workflow_id
    join lenses.workflow_versions v on v.id = w.head_version_id
    cross join lateral jsonb_array_elements(v.graph -> 'nodes') n
    where c.depth <= 5 and c.workflow_id <> all (c.path) and n ->> 'kind' = 'sub_workflow'
      and lenses.is_uuid(n #>> '{config,workflow_id}')
  )
  select distinct on (c.node_id) 'recursion_limit', 'error', c.node_id, null::uuid, case
    when c.workflow_id = any (c.path) then format('node "%s" leads back into a workflow that is already running; name another workflow', c.node_label)
    else format('node "%s" starts workflows more than 5 deep; flatten them', c.node_label) end
  from child c
  where c.workflow_id = any (c.path) or c.depth > 5
  order by c.node_id, c.depth
$$;
