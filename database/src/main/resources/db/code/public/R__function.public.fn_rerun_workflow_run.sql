-- Runs again what a finished run ran: from the start, or from a node with the finished results of the others reused, at the same or the
-- newest version, with the same or edited inputs (which only nodes that run again see). A dry run says what that would mean.
create or replace function public.fn_rerun_workflow_run(p_run_id uuid, p_from_node_id uuid default null, p_version text default 'same',
  p_inputs jsonb default null, p_dry_run boolean default false) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_me uuid := lensers.require_lenser();
  v_run lenses.workflow_runs;
  v_version record;
  v_inputs jsonb;
  v_plan jsonb;
  v_reused uuid[];
  v_new_id uuid;
begin
  perform lenses.require_run(p_run_id, p_act => true);
  select * into v_run from lenses.workflow_runs r where r.id = p_run_id;
  if p_version is null or p_version not in ('same', 'newest') then
    raise exception 'a rerun is at the same or the newest version, not "%"', p_version using
      errcode = '22023', hint = 'bad_version: pass same or newest';
  end if;
  if v_run.status not in ('completed', 'failed', 'cancelled', 'timed_out') then
    raise exception 'run % is not over', p_run_id using errcode = '55000', hint = 'run_not_finished: wait for it, or cancel it first';
  end if;
  if p_version = 'newest' then
    v_version := lenses.version_to_run(v_run.workflow_id, null, v_me);
  else
    select v.id, v.input_names, v.required_inputs, v.typed_inputs into v_version from lenses.workflow_versions v where v.id = v_run.workflow_version_id;
  end if;
  if p_from_node_id is not null and not exists (
    select from lenses.workflow_versions v where v.id = v_version.id and p_from_node_id = any (v.node_ids))
  then
    raise exception 'node % is no node of that version', p_from_node_id using
      errcode = '22023', hint = 'unknown_node: take a node id from fn_get_workflow_node_results';
  end if;
  v_inputs := coalesce(p_inputs, v_run.context_inputs);
  perform lenses.refuse_inputs(v_inputs, v_version.input_names, v_version.required_inputs, v_version.typed_inputs);
  select jsonb_build_object(
      'invalidated', coalesce(jsonb_agg(jsonb_build_object('node_id', p.node_id, 'label', p.label, 'status', p.status)) filter (where not coalesce(p.reused, false)), '[]'),
      'reused', coalesce(jsonb_agg(jsonb_build_object('node_id', p.node_id, 'label', p.label)) filter (where p.reused), '[]'),
      'estimated_credits', coalesce(sum(p.cost_credits) filter (where not coalesce(p.reused, false)), 0)),
    coalesce(array_agg(p.node_id) filter (where p.reused), '{}')
  into v_plan, v_reused
  from lenses.rerun_plan(p_run_id, v_version.id, p_from_node_id) p;
  if p_dry_run then
    return v_plan || jsonb_build_object('run_id', null, 'workflow_version_id', v_version.id);
  end if;
  v_new_id := lenses.add_run(v_run.workflow_id, v_version.id, v_me, v_inputs, v_run.global_model_id, p_mode => 'retry',
    p_metadata => jsonb_build_object('rerun_of', p_run_id, 'from_node_id', p_from_node_id));
  perform lenses.reuse_results(p_run_id, v_new_id, v_reused);
  return v_plan || jsonb_build_object('run_id', v_new_id, 'workflow_version_id', v_version.id);
end $$;

grant execute on function public.fn_rerun_workflow_run(uuid, uuid, text, jsonb, boolean) to authenticated;
