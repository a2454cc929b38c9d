create or replace trigger keep_graph
  before update of workflow_id, graph, snapshot_hash, node_ids, node_labels, edge_count, lens_ids, input_names,
    required_inputs, typed_inputs
  on lenses.workflow_versions
  for each row execute function lenses.refuse_version_change();

create or replace trigger guard_status
  before update of status on lenses.workflow_versions
  for each row when (old.status <> new.status) execute function engine.guard_transition('workflow_version');
