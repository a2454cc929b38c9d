-- What was decided about a run without an agent, with the names that team runs have for it.
create or replace function lenses.decision_json(p_approval lenses.run_approvals) returns jsonb
language sql immutable set search_path = '' as $$
  select jsonb_strip_nulls(jsonb_build_object('gate_kind', 'start_run', 'requested_action', 'start_run',
    'decision', case when (p_approval).status = 'pending' then null when (p_approval).decided_by is null then 'timed_out'
      when (p_approval).modifications is not null then 'modified' else (p_approval).status end,
    'decision_at', (p_approval).decided_at, 'decision_by_lenser_id', (p_approval).decided_by, 'decision_reason', (p_approval).reason,
    'decision_modifications', (p_approval).modifications))
$$;
