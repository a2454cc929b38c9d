-- Whether an agent may call a tool, whether somebody must approve each call, and why: the one place that decides it.
create or replace function agents.tool_verdict(p_ai_lenser_id uuid, p_tool_id uuid, p_profile_id uuid default null,
  out allowed boolean, out approval_required boolean, out reason text)
language sql stable set search_path = '' as $$
  with subject as (
    select t.key, t.category, t.status, t.requires_approval, t.egress_class, t.is_dangerous, a.id as assignment_id, a.allowed,
      p.id as profile_id, p.allow_tools, p.deny_tools, p.tool_groups, p.requires_approval as profile_asks
    from agents.tools_registry t
    left join agents.tool_assignments a on a.tool_id = t.id and a.ai_lenser_id = p_ai_lenser_id
    left join lateral (
      select * from agents.tool_profiles q
      where q.ai_lenser_id = p_ai_lenser_id
        and (q.id = coalesce(p_profile_id, a.profile_id) or coalesce(p_profile_id, a.profile_id) is null and q.is_default)
      limit 1) p on true
    where t.id = p_tool_id
  ), judged as (
    select s.*, case
        when s.assignment_id is null then 'not_assigned'
        when not s.allowed then 'not_allowed'
        when s.status <> 'active' then 'tool_' || s.status
        when s.key = any (s.deny_tools) then 'denied_by_profile'
        when cardinality(s.allow_tools) + cardinality(s.tool_groups) > 0 and s.key <> all (s.allow_tools) and s.category <> all (s.tool_groups)
          then 'not_in_profile'
      end as refusal
    from subject s
  )
  select j.refusal is null,
    j.requires_approval or j.egress_class = 'write' or j.is_dangerous or coalesce(j.profile_asks, false),
    coalesce(j.refusal, case
      when j.is_dangerous then 'dangerous'
      when j.egress_class = 'write' then 'writes_outside'
      when j.requires_approval then 'tool_requires_approval'
      when j.profile_asks then 'profile_requires_approval'
      else 'allowed' end)
  from judged j
$$;

grant execute on function agents.tool_verdict to engine_worker;
