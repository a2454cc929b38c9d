-- Those of some tools that an agent may not call as a member, by key, and why.
create or replace function agents.denied_tools(p_agent_id uuid, p_member_id uuid, p_tools text[]) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_object_agg(k.key, coalesce(v.reason, 'not_registered'))
  from unnest(p_tools) k (key)
  cross join lateral agents.tool_of_agent(p_agent_id, k.key) t
  left join lateral agents.tool_verdict(p_agent_id, t.id, (select x.tool_id from agents.profiles_of(p_agent_id, p_member_id) x)) v on true
  where v.allowed is not true
$$;
