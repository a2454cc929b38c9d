-- What a rerun of a run from a node means for each node of the version that will run: done again, or reused because it completed, is
-- not behind the starting node, nor behind a node that failed, changed or is new. Skipped nodes are decided anew, which costs nothing.
create or replace function lenses.rerun_plan(p_run_id uuid, p_version_id uuid, p_from_node_id uuid)
returns table (node_id uuid, label text, status text, reused boolean, cost_credits numeric)
language plpgsql stable set search_path = '' as $$
declare
  v_new jsonb := (select v.graph from lenses.workflow_versions v where v.id = p_version_id);
  v_old jsonb := (select v.graph from lenses.workflow_runs r join lenses.workflow_versions v on v.id = r.workflow_version_id where r.id = p_run_id);
  v_again uuid[];
begin
  select lenses.descendants(v_new, array_agg(n.id)) into v_again
  from (
    select (n ->> 'id')::uuid as id, case when v_new <> v_old then lenses.node_meaning(v_new, n) end as meaning from jsonb_array_elements(v_new -> 'nodes') n
  ) n
  left join (
    select (o ->> 'id')::uuid as id, lenses.node_meaning(v_old, o) as meaning from jsonb_array_elements(v_old -> 'nodes') o
    where v_new <> v_old
  ) o on o.id = n.id
  left join lenses.workflow_node_results s on s.run_id = p_run_id and s.node_id = n.id and s.iteration = 0
  where p_from_node_id is null or n.id = p_from_node_id or n.meaning is distinct from o.meaning
    or s.status is null or s.status not in ('completed', 'skipped');
  return query
    select n.id, n.label, s.status::text, s.status = 'completed' and n.id <> all (v_again), coalesce(s.cost_credits, 0)
    from (
      select (g.node ->> 'id')::uuid as id, g.node ->> 'label' as label, g.at
      from jsonb_array_elements(v_new -> 'nodes') with ordinality g (node, at)
    ) n
    left join lenses.workflow_node_results s on s.run_id = p_run_id and s.node_id = n.id and s.iteration = 0
    order by n.at;
end $$;
