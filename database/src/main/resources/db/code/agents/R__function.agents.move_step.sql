-- Moves a step to where its node is, and tells it, with those that it is reported to.
create or replace function agents.move_step(p_step agents.agent_run_steps, p_status text, p_text text, p_at timestamptz) returns void
language plpgsql volatile set search_path = '' as $$
declare
  v_after agents.agent_run_steps;
begin
  update agents.agent_run_steps s
  set status = p_status,
    started_at = case when p_status = 'skipped' then s.started_at else coalesce(s.started_at, now()) end,
    completed_at = case when p_status in ('completed', 'failed', 'skipped') then coalesce(p_at, now()) end,
    recent_output_summary = case p_status when 'completed' then left(p_text, 1000) else s.recent_output_summary end,
    blocker_summary = case p_status when 'blocked' then coalesce(s.blocker_summary, left(p_text, 2000)) when 'failed' then left(p_text, 2000)
      when 'running' then s.blocker_summary end
  where s.id = p_step.id
  returning * into v_after;
  if p_status = 'completed' then
    update agents.team_runs r
    set scratchpad = r.scratchpad || jsonb_build_object(v_after.title, jsonb_build_object('member_id', v_after.team_member_id,
        'agent_id', v_after.agent_id, 'summary', v_after.recent_output_summary)),
      scratchpad_version = r.scratchpad_version + 1
    where r.id = p_step.team_run_id;
  end if;
  if p_status = 'running' and p_step.status = 'queued' and p_step.choice ? 'handoff_from' then
    perform agents.add_run_event(p_step.team_run_id, 'step.handoff',
      jsonb_build_object('from_member_id', p_step.choice ->> 'handoff_from', 'to_member_id', p_step.team_member_id, 'node_id', p_step.workflow_node_id), p_step.id);
  end if;
  perform agents.add_run_event(p_step.team_run_id,
    case p_status when 'running' then 'node.started' when 'blocked' then 'step.blocked' else 'node.' || p_status end,
    jsonb_strip_nulls(jsonb_build_object('node_id', p_step.workflow_node_id, 'title', p_step.title, 'member_id', p_step.team_member_id,
      'agent_id', p_step.agent_id, 'lane', p_step.lane, 'message', case when p_status in ('blocked', 'failed') then v_after.blocker_summary end,
      'reported_to', (
        select jsonb_agg(e.target_member_id order by e.created_at, e.id)
        from agents.team_edges e where e.source_member_id = p_step.team_member_id and e.edge_type = 'reports_to'))), p_step.id);
end $$;
