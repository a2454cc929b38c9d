-- The tool that an agent means by a key: one that it was given, else one of its owner's registry.
create or replace function agents.tool_of_agent(p_agent_id uuid, p_key text) returns agents.tools_registry
language sql stable set search_path = '' as $$
  select t.*
  from agents.tools_registry t
  left join agents.tool_assignments a on a.tool_id = t.id and a.ai_lenser_id = p_agent_id
  where t.key = p_key and (a.id is not null or t.owner_lenser_id = agents.owner_of(p_agent_id))
  order by a.id is not null desc, t.id
  limit 1
$$;
