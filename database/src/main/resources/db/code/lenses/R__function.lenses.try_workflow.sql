-- Starts a workflow that was made to try one thing: checked, planned and fed as any other, and marked by what is tried.
create or replace function lenses.try_workflow(p_workflow_id uuid, p_by uuid, p_inputs jsonb, p_model text, p_tried jsonb) returns uuid
language plpgsql set search_path = '' as $$
declare
  v_inputs jsonb := coalesce(p_inputs, '{}');
  v_version_id uuid := lenses.plan_workflow(p_workflow_id, p_trying => true);
  v_version record;
begin
  select v.id, v.input_names, v.required_inputs, v.typed_inputs into v_version from lenses.workflow_versions v where v.id = v_version_id;
  perform lenses.refuse_inputs(v_inputs, v_version.input_names, v_version.required_inputs, v_version.typed_inputs);
  return lenses.add_run(p_workflow_id, v_version.id, p_by, v_inputs, lenses.model_to_run(p_model), p_metadata => p_tried);
end $$;
