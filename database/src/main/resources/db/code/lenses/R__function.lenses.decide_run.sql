-- Decides about a run without an agent, once: of two that decide at the same moment one finds it decided. As agents.decide does for runs
-- with one. Callers have checked who asks.
create or replace function lenses.decide_run(p_run_id uuid, p_decision text, p_reason text, p_modifications jsonb) returns lenses.run_approvals
language plpgsql volatile set search_path = '' as $$
declare
  v_approval lenses.run_approvals;
  v_standing lenses.run_approvals;
  v_inputs jsonb;
begin
  update lenses.run_approvals a
  set status = case p_decision when 'rejected' then 'rejected' else 'approved' end, decided_at = now(), decided_by = lensers.get_auth_lenser_id(),
    reason = p_reason, modifications = p_modifications
  where a.run_id = p_run_id and a.status = 'pending' and a.expires_at > now()
  returning * into v_approval;
  if v_approval.run_id is null then
    select * into v_standing from lenses.run_approvals a where a.run_id = p_run_id;
    if v_standing.status = 'pending' then
      raise exception 'the time to decide is over' using errcode = '55000', hint = 'approval_expired: start the run again';
    end if;
    raise exception 'it was decided already: %', v_standing.status using
      errcode = '40001', hint = 'already_decided: the decision that stands is in the detail',
      detail = jsonb_build_object('approval_status', v_standing.status, 'metadata', lenses.decision_json(v_standing))::text;
  end if;
  if v_approval.status = 'rejected' then
    perform agents.end_waiting_run(p_run_id, coalesce(p_reason, 'the run was not approved'));
  else
    update lenses.workflow_runs r
    set status = 'queued', context_inputs = r.context_inputs || coalesce(p_modifications, '{}')
    where r.id = p_run_id and r.status = 'validated'
    returning r.context_inputs into v_inputs;
    if not found then
      raise exception 'the run is over already' using errcode = '55000', hint = 'run_finished: there is nothing left to approve';
    end if;
    perform lenses.refuse_inputs(v_inputs, v.input_names, v.required_inputs, v.typed_inputs)
    from lenses.workflow_runs r join lenses.workflow_versions v on v.id = r.workflow_version_id where r.id = p_run_id;
    insert into engine.run_queue (run_id, priority) values (p_run_id, v_approval.priority)
    on conflict (run_id) do update set available_at = least(engine.run_queue.available_at, now());
  end if;
  perform lenses.note_decision(v_approval, p_decision);
  return v_approval;
end $$;
