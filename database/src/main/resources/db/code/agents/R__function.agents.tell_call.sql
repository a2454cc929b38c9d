-- Trigger function: who may decide is told that a call of a tool waits for a person, and what came of it.
create or replace function agents.tell_call() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_run agents.team_runs;
begin
  select * into v_run from agents.team_runs r where r.id = new.team_run_id;
  perform engine.notify(agents.deciders_of(new.ai_lenser_id),
    case when new.approval_status = 'pending' then 'approval.requested' when new.approval_decided_by is null then 'approval.expired' else 'approval.decided' end,
    jsonb_build_object('kind', 'tool_invocation', 'request_id', new.id, 'run_id', new.run_id, 'team_run_id', new.team_run_id, 'node_id', new.node_id,
      'workflow_id', v_run.workflow_id, 'workflow_title', v_run.metadata ->> 'workflow_title', 'ai_lenser_id', new.ai_lenser_id, 'gate', 'tool',
      'tool', (select t.key from agents.tools_registry t where t.id = new.tool_id))
    || case when new.approval_status = 'pending' then jsonb_build_object('expires_at', new.expires_at)
      else jsonb_build_object('status', new.approval_status, 'decision', case when new.approval_decided_by is null then 'timed_out' else new.approval_status end,
        'reason', new.approval_reason) end);
  return null;
end $$;
