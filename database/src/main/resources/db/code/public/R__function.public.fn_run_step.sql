-- Tries one step of the caller's own workflow by itself: a run of that step alone, which takes as inputs what edges would feed it.
create or replace function public.fn_run_step(p_node_id uuid, p_inputs jsonb default '{}', p_global_model_id text default null) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  v_me uuid := lensers.require_lenser();
  v_node lenses.workflow_nodes;
begin
  select n.* into v_node
  from lenses.workflow_nodes n join lenses.workflows w on w.id = n.workflow_id
  where n.id = p_node_id and lensers.can_act_as(w.lenser_id);
  if v_node.id is null then
    raise exception 'step % was not found', p_node_id using
      errcode = 'P0002', hint = 'node_not_found: check the id; steps are tried by the author of their workflow';
  end if;
  perform lenses.require_own_workflow(v_node.workflow_id);
  return lenses.try_workflow(lenses.step_trial(v_me, v_node), v_me, p_inputs, p_global_model_id, jsonb_build_object('step_try', p_node_id));
end $$;

grant execute on function public.fn_run_step to authenticated;
