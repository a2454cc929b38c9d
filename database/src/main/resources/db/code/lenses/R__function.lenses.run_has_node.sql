-- Whether a node belongs to the version that a run is pinned to.
create or replace function lenses.run_has_node(p_run_id uuid, p_node_id uuid) returns boolean
language sql stable set search_path = '' as $$
  select p_node_id = any (v.node_ids)
  from lenses.workflow_runs r
  join lenses.workflow_versions v on v.id = r.workflow_version_id
  where r.id = p_run_id
$$;
