-- An agent by its id; NULL when it is not there or not visible.
create or replace function public.fn_get_agent_profile(p_ai_lenser_id uuid) returns jsonb
language sql stable set search_path = '' as $$
  select agents.agent_json(p_ai_lenser_id)
$$;

grant execute on function public.fn_get_agent_profile(uuid) to anon, authenticated;
