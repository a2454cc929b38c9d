-- The memories of a profile, newest first. Each entry shown is noted as read.
create or replace function public.fn_list_agent_memories(p_profile_id uuid, p_scope text default null, p_limit int default 50,
  p_include_redacted boolean default false) returns setof jsonb
language plpgsql security definer rows 50 set search_path = '' as $$
declare
  v_profile agents.memory_profiles := agents.require_memory_profile(p_profile_id);
begin
  return query
  with entry as materialized (
    select m.* from agents.memories m
    where m.profile_id = v_profile.id and (p_scope is null or m.scope = p_scope) and (p_include_redacted or not m.is_redacted)
    order by m.created_at desc, m.id desc
    limit agents.list_size(p_limit, 50)
  ), noted as (
    insert into agents.memory_access_logs (memory_id, actor_lenser_id, action, context)
    select e.id, lensers.get_auth_lenser_id(), 'read', '{"list": true}' from entry e
  )
  select to_jsonb(e) - 'search' || jsonb_build_object('profile_name', v_profile.name) from entry e order by e.created_at desc, e.id desc;
end $$;

grant execute on function public.fn_list_agent_memories to authenticated;
