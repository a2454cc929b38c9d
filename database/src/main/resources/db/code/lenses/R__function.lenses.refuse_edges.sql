-- Refuses what fn_upsert_workflow_edges cannot store: malformed edges, edges of other workflows, unknown ends, loops and cycles.
create or replace function lenses.refuse_edges(p_workflow_id uuid, p_edges jsonb) returns void
language plpgsql set search_path = '' as $$
declare
  v_at bigint;
  v_problem text;
begin
  if jsonb_typeof(p_edges) is distinct from 'array' then
    raise exception 'p_edges is a list of edges' using errcode = '22023', hint = 'bad_edges: pass [{source_node_id, target_node_id, target_param_label, …}]';
  end if;
  if jsonb_array_length(p_edges) > 10000 then
    raise exception 'a workflow has at most 10000 edges' using errcode = '54000', hint = 'too_many_edges: split it into sub-workflows';
  end if;
  select g.at, p.problem into v_at, v_problem
  from jsonb_array_elements(p_edges) with ordinality g (edge, at)
  cross join lateral (select coalesce(
    lenses.json_problem(g.edge, '{"id": "uuid", "source_node_id": "uuid", "target_node_id": "uuid", "source_output_key": "string",
      "target_param_label": "string", "merge_strategy": "string", "condition": "object", "ordinal": "int"}'),
    case when g.edge ->> 'source_node_id' is null or g.edge ->> 'target_node_id' is null then 'it needs source_node_id and target_node_id'
      when coalesce(length(btrim(g.edge ->> 'target_param_label')), 0) not between 1 and 120 then 'its target_param_label has 1 to 120 characters'
      when length(g.edge ->> 'source_output_key') > 500 then 'its source_output_key has at most 500 characters'
      when coalesce(g.edge ->> 'merge_strategy', 'concat') not in ('last_write_wins', 'concat', 'array', 'json_object')
        then 'its merge_strategy is last_write_wins, concat, array or json_object'
      when octet_length((g.edge -> 'condition')::text) > 65536 then 'its condition has more than 64 KiB' end) as problem) p
  where p.problem is not null
  order by g.at
  limit 1;
  if v_problem is not null then
    raise exception 'edge % of the list: %', v_at, v_problem using errcode = '22023', hint = 'bad_edges: correct that edge';
  end if;
  if (select count(distinct g ->> 'id') <> count(g ->> 'id') from jsonb_array_elements(p_edges) g) then
    raise exception 'the list names an edge twice' using errcode = '22023', hint = 'bad_edges: name each id once';
  end if;
  if exists (select from jsonb_array_elements(p_edges) g join lenses.workflow_edges e on e.id = (g ->> 'id')::uuid
    where e.workflow_id <> p_workflow_id)
  then
    raise exception 'an edge of another workflow cannot be changed here' using
      errcode = '42501', hint = 'foreign_edge: leave the id out to make a new edge';
  end if;
  select g.at into v_at
  from jsonb_array_elements(p_edges) with ordinality g (edge, at), unnest(array['source_node_id', 'target_node_id']) e (field)
  where not exists (select from lenses.workflow_nodes n where n.workflow_id = p_workflow_id and n.id = (g.edge ->> e.field)::uuid)
  order by g.at
  limit 1;
  if found then
    raise exception 'edge % of the list: one of its ends is no node of this workflow', v_at using
      errcode = '22023', hint = 'unknown_node: save the node first (fn_upsert_workflow_nodes)';
  end if;
  perform lenses.refuse_cycle(p_workflow_id, p_edges);
end $$;
