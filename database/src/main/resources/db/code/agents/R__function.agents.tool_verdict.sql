-- Whether an agent may call a tool, whether somebody must approve each call, and why: the one place that decides it. Every profile that
-- applies must agree: the one named for the member, the one of the assignment, and the agent's default where there is neither.
create or replace function agents.tool_verdict(p_ai_lenser_id uuid, p_tool_id uuid, p_profile_id uuid default null,
  out allowed boolean, out approval_required boolean, out reason text)
language sql stable set search_path = '' as $$
  with subject as (
    select t.key, t.category, t.status, t.requires_approval, t.egress_class, t.is_dangerous, t.changed_at,
      t.kind = 'mcp' and t.pinned_hash is null as unpinned, a.id as assignment_id, a.allowed, p.*
    from agents.tools_registry t
    left join agents.tool_assignments a on a.tool_id = t.id and a.ai_lenser_id = p_ai_lenser_id
    cross join lateral (
      select coalesce(bool_or(t.key = any (q.deny_tools)), false) as denied,
        coalesce(bool_or(cardinality(q.allow_tools) + cardinality(q.tool_groups) > 0 and t.key <> all (q.allow_tools)
          and t.category <> all (q.tool_groups)), false) as left_out,
        coalesce(bool_or(q.requires_approval), false) as profile_asks
      from agents.tool_profiles q
      where q.id = p_profile_id or q.id = a.profile_id
        or p_profile_id is null and a.profile_id is null and q.ai_lenser_id = p_ai_lenser_id and q.is_default) p
    where t.id = p_tool_id
  ), judged as (
    select s.*, case
        when s.assignment_id is null then 'not_assigned'
        when not s.allowed then 'not_allowed'
        when s.status <> 'active' then 'tool_' || s.status
        when s.changed_at is not null then 'changed_at_server'
        when s.unpinned then 'not_pinned'
        when s.denied then 'denied_by_profile'
        when s.left_out then 'not_in_profile'
      end as refusal
    from subject s
  )
  select j.refusal is null,
    j.requires_approval or j.egress_class = 'write' or j.is_dangerous or j.profile_asks,
    coalesce(j.refusal, case
      when j.is_dangerous then 'dangerous'
      when j.egress_class = 'write' then 'writes_outside'
      when j.requires_approval then 'tool_requires_approval'
      when j.profile_asks then 'profile_requires_approval'
      else 'allowed' end)
  from judged j
$$;

grant execute on function agents.tool_verdict to engine_worker;
