-- The number of a workflow's newest version, 0 where it has none.
create or replace function lenses.last_version_number(p_workflow_id uuid) returns int
language sql stable set search_path = '' as $$
  select coalesce(max(v.version_number), 0)
  from lenses.workflow_versions v
  where v.workflow_id = p_workflow_id and v.status <> 'snapshot'
$$;
