-- Whether a gate was opened for a run: by a person during it, or in advance.
create or replace function agents.gate_is_open(p_root lenses.workflow_runs, p_gate text) returns boolean
language sql stable set search_path = '' as $$
  select exists (select from agents.gate_requests g where g.root_run_id = (p_root).id and g.gate = p_gate and g.status = 'approved')
    or agents.standing_approval((p_root).ai_lenser_id, (p_root).workflow_id, p_gate) is not null
$$;
