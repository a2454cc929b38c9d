-- The settings of an agent; NULL when they are not the caller's to see.
create or replace function public.fn_get_workspace_settings(p_ai_lenser_id uuid) returns jsonb
language sql stable set search_path = '' as $$
  select to_jsonb(s) from agents.workspace_settings s where s.ai_lenser_id = p_ai_lenser_id
$$;

grant execute on function public.fn_get_workspace_settings to authenticated;
