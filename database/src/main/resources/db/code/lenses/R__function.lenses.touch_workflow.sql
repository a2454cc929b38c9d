-- Counts an edit of a workflow's graph.
create or replace function lenses.touch_workflow(p_workflow_id uuid) returns int
language sql set search_path = '' as $$
  update lenses.workflows w set revision = w.revision + 1 where w.id = p_workflow_id returning w.revision
$$;
