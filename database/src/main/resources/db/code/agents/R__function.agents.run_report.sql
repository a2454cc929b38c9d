-- What a team run came to: outcome, cost (with the runs inside of it, and by agent), tools, memory and what went wrong.
create or replace function agents.run_report(p_team_run_id uuid, p_status text) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object(
    'outcome', p_status, 'made_at', now(),
    'duration_ms', (select round(extract(epoch from coalesce(w.completed_at, now()) - w.started_at) * 1000) from lenses.workflow_runs w where w.id = r.workflow_run_id),
    'error', (select w.error from lenses.workflow_runs w where w.id = r.workflow_run_id),
    'cost', (
      select jsonb_build_object('credits', w.spent_credits, 'input_tokens', w.input_tokens, 'output_tokens', w.output_tokens,
        'budget_credits', w.budget_credits, 'credits_with_children', engine.spent_by_family(w.id), 'by_agent', agents.cost_by_agent(r.id, w.id))
      from lenses.workflow_runs w where w.id = r.workflow_run_id),
    'steps', (
      select coalesce(jsonb_object_agg(x.status, x.n), '{}')
      from (select s.status, count(*) as n from agents.agent_run_steps s where s.team_run_id = r.id group by s.status) x),
    'tools', (
      select coalesce(jsonb_agg(jsonb_build_object('tool', x.key, 'calls', x.calls, 'failed', x.failed, 'rejected', x.rejected,
        'approved_by_person', x.approved, 'cost', x.cost) order by x.key), '[]')
      from (
        select t.key, count(*) as calls, count(*) filter (where i.status = 'failed') as failed, count(*) filter (where i.status = 'rejected') as rejected,
          count(*) filter (where i.approval_decided_by is not null and i.approval_status = 'approved') as approved, coalesce(sum(i.cost_estimate), 0) as cost
        from agents.tool_invocations i join agents.tools_registry t on t.id = i.tool_id
        where i.team_run_id = r.id group by t.key) x),
    'memory', jsonb_build_object(
      'written', (select count(*) from agents.memories m where m.team_run_id = r.id),
      'read', (select count(*) from agents.memory_access_logs l where l.team_run_id = r.id and l.action = 'read')),
    'gates', (
      select coalesce(jsonb_agg(distinct jsonb_build_object('gate', g.gate, 'status', g.status)), '[]')
      from agents.gate_requests g where g.root_run_id = r.workflow_run_id),
    'incidents', (
      select coalesce(jsonb_agg(jsonb_build_object('event_id', e.event_id, 'type', e.event_type, 'what', e.payload ->> 'message') order by e.event_id), '[]')
      from agents.agent_run_events e
      where e.team_run_id = r.id and (e.event_type in ('node.failed', 'node.timed_out', 'step.blocked', 'tool.failed', 'approval.timed_out', 'contract.violated')
        or e.event_type = 'step.review.decided' and e.payload ->> 'verdict' = 'changes_requested')),
    'run_incidents', (
      select coalesce(jsonb_object_agg(x.event_type, x.n), '{}')
      from (
        select e.type as event_type, count(*) as n from lenses.workflow_run_events e
        where e.run_id = r.workflow_run_id and e.type in ('run.recovered', 'node.retried', 'node.timed_out', 'node.invalidated', 'contract.violated', 'moderation.flagged')
        group by e.type) x))
  from agents.team_runs r where r.id = p_team_run_id
$$;
