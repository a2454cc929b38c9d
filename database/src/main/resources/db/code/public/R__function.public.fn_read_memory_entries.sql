-- What an agent would be reminded of: the surest first, then the newest; neither expired nor redacted. Each entry read is noted.
create or replace function public.fn_read_memory_entries(p_profile_id uuid, p_scope text default null, p_limit int default 10,
  p_team_run_id uuid default null) returns setof agents.memories
language plpgsql security definer rows 10 set search_path = '' as $$
declare
  v_profile agents.memory_profiles := agents.require_memory_profile(p_profile_id);
begin
  return query
  with entry as materialized (
    select m.* from agents.memories m
    where m.profile_id = v_profile.id and (p_scope is null or m.scope = p_scope) and not m.is_redacted
      and (m.expires_at is null or m.expires_at > now())
    order by m.confidence desc, m.created_at desc, m.id desc
    limit agents.list_size(p_limit, 10)
  ), noted as (
    insert into agents.memory_access_logs (memory_id, team_run_id, actor_lenser_id, action)
    select e.id, p_team_run_id, lensers.get_auth_lenser_id(), 'read' from entry e
  )
  select * from entry e order by e.confidence desc, e.created_at desc, e.id desc;
end $$;

grant execute on function public.fn_read_memory_entries to authenticated;
