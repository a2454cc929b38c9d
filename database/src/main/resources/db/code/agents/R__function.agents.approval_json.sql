-- A team run as the approval that it waited for, whatever came of it.
create or replace function agents.approval_json(p_run agents.team_runs) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object('request_id', (p_run).id, 'request_kind', 'team_run', 'ai_lenser_id', (p_run).ai_lenser_id, 'team_id', (p_run).team_id,
    'workflow_id', (p_run).workflow_id, 'workflow_run_id', (p_run).workflow_run_id, 'workflow_assignment_id', (p_run).workflow_assignment_id,
    'node_id', null, 'tool_invocation_id', null, 'approval_status', (p_run).approval_status, 'run_status', (p_run).status,
    'gate_kind', (p_run).metadata ->> 'gate_kind', 'requested_action', (p_run).metadata ->> 'requested_action',
    'title', coalesce((p_run).metadata ->> 'workflow_title', (select w.title from lenses.workflows w where w.id = (p_run).workflow_id)),
    'team_name', (select t.name from agents.teams t where t.id = (p_run).team_id),
    'approval_policy', (select a.approval_policy from agents.workflow_assignments a where a.id = (p_run).workflow_assignment_id),
    'inputs', (select r.context_inputs::jsonb from lenses.workflow_runs r where r.id = (p_run).workflow_run_id),
    'metadata', (p_run).metadata, 'expires_at', (p_run).approval_expires_at, 'created_at', (p_run).created_at)
$$;
