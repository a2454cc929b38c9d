-- Starts a run: pins the version, checks the inputs, and puts the run into the engine's queue. With an idempotency key, as an
-- argument or as the header Idempotency-Key, a repeated request gives the same run. An unchanged workflow is not validated again.
create or replace function public.fn_start_workflow_run(p_workflow_id uuid, p_inputs jsonb default '{}', p_global_model_id text default null,
  p_idempotency_key text default null, p_version_id uuid default null) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  v_me uuid;
  v_inputs jsonb := coalesce(p_inputs, '{}');
  v_key text := coalesce(p_idempotency_key, engine.request_key());
  v_hash bytea;
  v_run_id uuid;
  v_version record;
begin
  if v_key is null and p_global_model_id is null and p_version_id is null then
    v_run_id := lenses.start_own(p_workflow_id, v_inputs);
    if v_run_id is not null then
      return v_run_id;
    end if;
  end if;
  v_me := lensers.require_lenser();
  if v_key is not null then
    v_hash := sha256(convert_to(jsonb_build_array(v_inputs, p_global_model_id, p_version_id)::text, 'UTF8'));
    v_run_id := lenses.earlier_run(v_me, p_workflow_id, v_key, v_hash);
    if v_run_id is not null then
      return v_run_id;
    end if;
  end if;
  v_version := lenses.version_to_run(p_workflow_id, p_version_id, v_me);
  perform lenses.refuse_inputs(v_inputs, v_version.input_names, v_version.required_inputs, v_version.typed_inputs);
  v_run_id := lenses.add_run(p_workflow_id, v_version.id, v_me, v_inputs, lenses.model_to_run(p_global_model_id),
    p_key => v_key, p_hash => v_hash);
  return coalesce(v_run_id, lenses.earlier_run(v_me, p_workflow_id, v_key, v_hash));
end $$;

grant execute on function public.fn_start_workflow_run(uuid, jsonb, text, text, uuid) to authenticated;
