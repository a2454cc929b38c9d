-- Tries one lens: a run of the caller's own single-node workflow for it. Authors may try their drafts.
create or replace function public.fn_run_lens(p_lens_id uuid, p_inputs jsonb default '{}', p_global_model_id text default null,
  p_version_id uuid default null) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  v_me uuid := lensers.require_lenser();
  v_inputs jsonb := coalesce(p_inputs, '{}');
  v_workflow_id uuid;
  v_version_id uuid;
  v_version record;
begin
  v_workflow_id := lenses.trial_workflow(v_me, p_lens_id, lenses.lens_to_try(p_lens_id, p_version_id));
  v_version_id := lenses.plan_workflow(v_workflow_id, p_trying => true);
  select v.id, v.input_names, v.required_inputs, v.typed_inputs into v_version from lenses.workflow_versions v where v.id = v_version_id;
  perform lenses.refuse_inputs(v_inputs, v_version.input_names, v_version.required_inputs, v_version.typed_inputs);
  return lenses.add_run(v_workflow_id, v_version.id, v_me, v_inputs, lenses.model_to_run(p_global_model_id),
    p_metadata => jsonb_build_object('lens_try', p_lens_id));
end $$;

grant execute on function public.fn_run_lens(uuid, jsonb, text, uuid) to authenticated;
