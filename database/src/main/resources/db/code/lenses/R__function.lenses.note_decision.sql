-- Writes a decision about a run without an agent into the chain of whom it is, and notes it where a workflow waits for it.
create or replace function lenses.note_decision(p_approval lenses.run_approvals, p_decision text) returns void
language plpgsql volatile set search_path = '' as $$
begin
  perform audit.append((p_approval).asked_id, case p_decision when 'timed_out' then 'approval.expired' else 'approval.decided' end, 'run',
    (p_approval).run_id, jsonb_strip_nulls(jsonb_build_object('decision', p_decision, 'reason', (p_approval).reason,
      'modifications', (p_approval).modifications)));
  if exists (select from lenses.workflow_triggers t
      where t.source_workflow_id = (p_approval).workflow_id and t.kind = 'event' and t.is_active and t.event_type = 'approval.decided') then
    insert into engine.happenings (event_type, workflow_id, run_id, payload)
    values ('approval.decided', (p_approval).workflow_id, (p_approval).run_id, jsonb_strip_nulls(jsonb_build_object('event', 'approval.decided',
      'run_id', (p_approval).run_id, 'workflow_id', (p_approval).workflow_id, 'status', (p_approval).status, 'decision', p_decision,
      'reason', (p_approval).reason)));
  end if;
end $$;
