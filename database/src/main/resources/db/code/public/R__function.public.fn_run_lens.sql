-- Tries one lens: a run of the caller's own single-node workflow for it. Authors may try their drafts.
create or replace function public.fn_run_lens(p_lens_id uuid, p_inputs jsonb default '{}', p_global_model_id text default null,
  p_version_id uuid default null) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  v_me uuid := lensers.require_lenser();
begin
  return lenses.try_workflow(
    lenses.trial_workflow(v_me, p_lens_id, lenses.lens_to_try(p_lens_id, p_version_id)),
    v_me, p_inputs, p_global_model_id, jsonb_build_object('lens_try', p_lens_id));
end $$;

grant execute on function public.fn_run_lens(uuid, jsonb, text, uuid) to authenticated;
