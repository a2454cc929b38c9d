-- Decides about a run without an agent, once: of two that decide at the same moment one finds it decided. As agents.decide does for runs
-- with one. Callers have checked who asks.
create or replace function lenses.decide_run(p_run_id uuid, p_decision text, p_reason text, p_modifications jsonb) returns lenses.run_approvals
language plpgsql volatile set search_path = '' as $$
declare
  v_approval lenses.run_approvals;
begin
  update lenses.run_approvals a
  set status = case p_decision when 'rejected' then 'rejected' else 'approved' end, decided_at = now(), decided_by = lensers.get_auth_lenser_id(),
    reason = p_reason, modifications = p_modifications
  where a.run_id = p_run_id and a.status = 'pending' and a.expires_at > now()
  returning * into v_approval;
  if v_approval.run_id is null then
    perform agents.refuse_decided((select a.status from lenses.run_approvals a where a.run_id = p_run_id),
      (select lenses.decision_json(a) from lenses.run_approvals a where a.run_id = p_run_id));
  end if;
  if v_approval.status = 'rejected' then
    perform agents.end_waiting_run(p_run_id, coalesce(p_reason, 'the run was not approved'));
  else
    perform lenses.release_run(p_run_id, p_modifications, v_approval.priority);
  end if;
  perform lenses.note_decision(v_approval, p_decision);
  return v_approval;
end $$;
