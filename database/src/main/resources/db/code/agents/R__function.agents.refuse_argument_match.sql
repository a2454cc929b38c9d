-- Refuses an approval in advance of a tool that the agent was not given, and a pattern of arguments that is none or names no tool.
create or replace function agents.refuse_argument_match(p_ai_lenser_id uuid, p_tool_id uuid, p_argument_match jsonb) returns void
language plpgsql stable set search_path = '' as $$
begin
  if p_tool_id is not null
    and not exists (select from agents.tool_assignments a where a.ai_lenser_id = p_ai_lenser_id and a.tool_id = p_tool_id) then
    raise exception 'tool % was not found', p_tool_id using errcode = 'P0002', hint = 'tool_not_found: choose a tool that the agent was given';
  end if;
  if p_argument_match is not null and p_tool_id is null then
    raise exception 'arguments belong to a tool' using errcode = '22023', hint = 'bad_value: pass p_tool_id with p_argument_match';
  end if;
  if jsonb_typeof(p_argument_match) <> 'object' or pg_column_size(p_argument_match) > 65536 then
    raise exception 'a pattern of arguments is an object of at most 64 kB' using errcode = '22023',
      hint = 'bad_value: pass the arguments that must be the same, such as {"to": "me@example.org"}';
  end if;
end $$;
