-- A workflow as JSON: its row, its author, and the inputs that a run of it takes.
create or replace function lenses.workflow_json(p_workflow lenses.workflows) returns jsonb
language sql stable set search_path = '' as $$
  select to_jsonb(p_workflow) - 'planned_version_id' - 'planned_revision' || jsonb_build_object(
    'author_profile', lensers.profile_card((p_workflow).lenser_id),
    'fork_count', (select count(*) from lenses.workflows f where f.parent_workflow_id = (p_workflow).id),
    'node_count', (select count(*) from lenses.readable_nodes((p_workflow).id)),
    'published_inputs', (
      select jsonb_agg(jsonb_build_object('name', i, 'required', i = any (v.required_inputs)) order by i = any (v.required_inputs) desc, i)
      from lenses.workflow_versions v
      cross join lateral unnest(v.input_names) i
      where v.id = (p_workflow).head_version_id))
$$;
