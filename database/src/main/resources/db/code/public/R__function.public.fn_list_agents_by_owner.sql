-- The agents that the caller owns or co-owns, newest first.
create or replace function public.fn_list_agents_by_owner(p_owner_lenser_id uuid) returns setof jsonb
language plpgsql stable rows 10 set search_path = '' as $$
begin
  perform lensers.require_self(p_owner_lenser_id);
  return query
  select agents.agent_json(a.id)
  from agents.ai_lensers a
  where a.id = any ((select agents.managed_ai_lenser_ids())::uuid[])
  order by a.created_at desc, a.id desc
  limit 200;
end $$;

grant execute on function public.fn_list_agents_by_owner(uuid) to authenticated;
