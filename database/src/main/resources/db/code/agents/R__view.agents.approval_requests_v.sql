-- The queue of what waits for a person: team runs, runs without an agent, calls of tools, and nodes that ask for input.
create or replace view agents.approval_requests_v with (security_invoker = true) as
  select r.id as request_id, 'team_run' as request_kind, r.ai_lenser_id, r.team_id, r.workflow_id, r.workflow_run_id, r.workflow_assignment_id,
    null::uuid as node_id, null::uuid as tool_invocation_id, r.approval_status, r.status as run_status,
    r.metadata ->> 'gate_kind' as gate_kind, r.metadata ->> 'requested_action' as requested_action,
    coalesce(w.title, r.metadata ->> 'workflow_title') as title, t.name as team_name, a.approval_policy, x.context_inputs::jsonb as inputs,
    r.metadata, r.approval_expires_at as expires_at, r.created_at
  from agents.team_runs r
  left join lenses.workflows w on w.id = r.workflow_id
  left join agents.teams t on t.id = r.team_id
  left join agents.workflow_assignments a on a.id = r.workflow_assignment_id
  left join lenses.workflow_runs x on x.id = r.workflow_run_id
  where r.approval_status = 'pending'
  union all
  select i.id, 'tool_invocation', i.ai_lenser_id, r.team_id, r.workflow_id, coalesce(i.run_id, r.workflow_run_id), r.workflow_assignment_id,
    i.node_id, i.id, i.approval_status, i.status, 'tool', 'call_tool', coalesce(g.name, 'tool'), t.name, null, i.input,
    jsonb_build_object('tool_id', i.tool_id, 'egress_class', g.egress_class, 'input_hash', encode(i.input_hash, 'hex')), null, i.created_at
  from agents.tool_invocations i
  left join agents.tools_registry g on g.id = i.tool_id
  left join agents.team_runs r on r.id = i.team_run_id
  left join agents.teams t on t.id = r.team_id
  where i.approval_status = 'pending'
  union all
  select lenses.node_request_id(n.run_id, n.node_id), 'node', r.ai_lenser_id, tr.team_id, r.workflow_id, r.id, tr.workflow_assignment_id,
    n.node_id, null, 'pending', n.status, coalesce(g.gate, 'human_input'), 'complete_human_input', w.title, null, null, n.resolved_input,
    coalesce(n.output_data, '{}') || coalesce(b.ask - 'inputs', '{}') || case when g.gate is null then '{}' else jsonb_build_object('gate_kind', g.gate, 'reason', g.reason) end, null, coalesce(n.started_at, n.created_at)
  from lenses.workflow_node_results n
  join lenses.workflow_runs r on r.id = n.run_id
  left join lenses.workflows w on w.id = r.workflow_id
  left join agents.team_runs tr on tr.workflow_run_id = r.id
  left join lateral (
    select q.gate, q.reason from agents.gate_requests q
    where q.run_id = n.run_id and q.node_id = n.node_id and q.status = 'pending' order by q.id limit 1) g on true
  left join lateral (
    select e.payload -> 'ask' as ask from lenses.workflow_run_events e
    where e.run_id = n.run_id and e.node_id = n.node_id and e.type = 'node.blocked' order by e.event_id desc limit 1) b on true
  where n.status = 'blocked' and n.waiting_reason = 'human_input'
  union all
  select a.run_id, 'run', null, null, a.workflow_id, a.run_id, null, null, null, a.status, r.status, 'start_run', 'start_run', w.title, null,
    s.approval_policy, r.context_inputs::jsonb, jsonb_build_object('gate_kind', 'start_run', 'requested_action', 'start_run'), a.expires_at, a.created_at
  from lenses.run_approvals a
  join lenses.workflow_runs r on r.id = a.run_id
  left join lenses.workflows w on w.id = a.workflow_id
  left join lenses.workflow_schedules s on s.id = r.schedule_id
  where a.status = 'pending';

grant select on agents.approval_requests_v to authenticated, service_role, engine_worker;
