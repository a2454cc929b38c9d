-- Trigger function: a tool profile does not allow and deny the same tool, and what it names is there: a name that is mistyped among the denied
-- would deny nothing. A tool that is gone later stays denied, and an empty place among the allowed allows nothing.
create or replace function agents.check_tool_profile() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_fault record;
begin
  select n.list || '[' || n.place - 1 || ']' as path, case
      when n.name is null or btrim(n.name) = '' then 'there is no name'
      when n.list = 'deny_tools' and n.name = any (new.allow_tools) then format('"%s" is among the allowed as well; take it out of one of the two', n.name)
      when n.list = 'tool_groups' then format('no tool of its owner is of the category "%s"', left(n.name, 80))
      else format('there is no tool "%s"; register it first (fn_register_tool)', left(n.name, 80)) end as problem
  into v_fault
  from (
    select 'allow_tools' as list, a.name, a.place from unnest(new.allow_tools) with ordinality a (name, place)
    union all select 'deny_tools', d.name, d.place from unnest(new.deny_tools) with ordinality d (name, place)
    union all select 'tool_groups', g.name, g.place from unnest(new.tool_groups) with ordinality g (name, place)) n
  where n.list = 'deny_tools' and n.name = any (new.allow_tools)
    or not exists (
      select from agents.tools_registry t
      where (case n.list when 'tool_groups' then t.category else t.key end) = n.name
        and (t.owner_lenser_id = agents.owner_of(new.ai_lenser_id)
          or exists (select from agents.tool_assignments a where a.tool_id = t.id and a.ai_lenser_id = new.ai_lenser_id)))
  order by n.list, n.place limit 1;
  if v_fault.path is null then
    select 'provider_overrides.' || o.key as path, 'there is no such provider' as problem into v_fault
    from jsonb_object_keys(new.provider_overrides) o (key) where not exists (select from ai.providers p where p.key = o.key) order by o.key limit 1;
  end if;
  if v_fault.path is not null then
    perform agents.bad_profile(v_fault.path, v_fault.problem);
  end if;
  return new;
end $$;
