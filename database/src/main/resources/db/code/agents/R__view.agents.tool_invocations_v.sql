-- Calls of tools with the names of what they refer to.
-- Dropped first: a new column of the table comes in the middle.
drop view if exists agents.tool_invocations_v;
create view agents.tool_invocations_v with (security_invoker = true) as
  select i.*, t.key as tool_key, t.name as tool_name, t.egress_class, s.title as step_title
  from agents.tool_invocations i
  left join agents.tools_registry t on t.id = i.tool_id
  left join agents.agent_run_steps s on s.id = i.agent_run_step_id;

grant select on agents.tool_invocations_v to authenticated, service_role, engine_worker;
