-- What the last ten runs of a workflow, or those as one agent, would have come to under other policies, as far as their rows tell: questions,
-- steps tried once more, completed steps that would have failed for want of tries, steps that would not have begun, and instants that would
-- have been skipped. Policies are {approval, retry, failure, queue}; one that is left out is the default. Only runs that the caller sees.
create or replace function public.fn_preview_policies(p_workflow_id uuid, p_policies jsonb, p_ai_lenser_id uuid default null)
returns table (run_id uuid, created_at timestamptz, status text, asked int, would_ask int, would_retry int, would_fail int, left_undone int,
  would_skip boolean)
language plpgsql stable rows 10 set search_path = '' as $$
declare
  v_approval jsonb := coalesce(p_policies -> 'approval', '{"requiresApproval": true}');
  v_retry jsonb := coalesce(p_policies -> 'retry', '{}');
  v_failure jsonb := coalesce(p_policies -> 'failure', '{}');
  v_queue jsonb := coalesce(p_policies -> 'queue', '{}');
  v_problem text := coalesce(agents.policy_problem('approval', v_approval), agents.policy_problem('retry', v_retry),
    agents.policy_problem('failure', v_failure), agents.policy_problem('queue', v_queue));
  v_asks text := case when v_approval -> 'requiresApproval' = 'false' then 'never' else coalesce(v_approval ->> 'mode', 'every_run') end;
  v_tries int;
  v_causes jsonb := coalesce(v_retry -> 'retryOn', '["timeout", "provider_error", "rate_limit"]');
  v_most int;
begin
  if v_problem is not null then
    raise exception '%', v_problem using errcode = '22023', hint = 'bad_policy: see docs/reference/policies.md';
  end if;
  v_tries := coalesce((v_retry ->> 'maxRetries')::int, 1);
  v_most := case when v_queue ->> 'mode' = 'serial' then 1 else (v_queue ->> 'maxConcurrency')::int end;
  return query
    with runs as materialized (
      select r.id, r.created_at, r.status, r.schedule_id, t.id as team_run_id,
        coalesce(t.approval_status <> 'not_required', o.run_id is not null)::int as start
      from lenses.workflow_runs r
      left join agents.team_runs t on t.workflow_run_id = r.id
      left join lenses.run_approvals o on o.run_id = r.id
      where r.workflow_id = p_workflow_id and r.parent_run_id is null and (p_ai_lenser_id is null or r.ai_lenser_id = p_ai_lenser_id)
      order by r.created_at desc, r.id desc limit 10
    )
    select r.id, r.created_at, r.status::text, (r.start + coalesce(c.decided, 0) + d.decided)::int,
      (case v_asks when 'every_run' then 1 when 'every_node' then 1 + n.begun when 'sensitive_actions' then coalesce(c.outside, 0)
        when 'on_block' then coalesce(e.blocked, 0) else 0 end
        + case v_asks when 'sensitive_actions' then 0 else coalesce(c.gated, 0) end)::int,
      n.would_retry, n.would_fail, case when v_failure ->> 'mode' = 'halt' then n.after_failure else 0 end,
      v_most is not null and r.schedule_id is not null and v_most <= (
        select count(*) from lenses.workflow_runs x
        where x.schedule_id = r.schedule_id and x.created_at < r.created_at and coalesce(x.completed_at, 'infinity') > r.created_at)
    from runs r
    cross join lateral (
      select count(*) filter (where s.attempts > 0) as begun,
        (count(*) filter (where s.status in ('failed', 'timed_out') and v_causes ? coalesce(s.error ->> 'cause', '')
          and s.retry_count < v_tries))::int as would_retry,
        (count(*) filter (where s.status = 'completed' and s.retry_count > v_tries))::int as would_fail,
        (count(*) filter (where s.started_at > (select min(f.completed_at) from lenses.workflow_node_results f
          where f.run_id = r.id and f.status in ('failed', 'timed_out'))))::int as after_failure
      from lenses.workflow_node_results s where s.run_id = r.id
    ) n
    left join lateral (
      select count(*) filter (where i.approval_decided_by is not null) as decided, count(*) filter (where t.egress_class <> 'none') as outside,
        count(*) filter (where t.egress_class = 'write' or v_approval -> 'gates' ? 'tool_call'
          or v_approval -> 'gates' ? 'read_outside' and t.egress_class = 'read_only') as gated
      from agents.tool_invocations i join agents.tools_registry t on t.id = i.tool_id where i.run_id = r.id
    ) c on true
    left join lateral (
      select count(distinct b.node_id) as blocked from lenses.workflow_run_events b where b.run_id = r.id and b.type = 'node.blocked'
    ) e on true
    cross join lateral (select count(*) as decided from agents.step_decisions x where x.run_id = r.id) d
    order by r.created_at desc, r.id desc;
end $$;

grant execute on function public.fn_preview_policies to authenticated;
