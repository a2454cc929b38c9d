-- A member as one object, with the handle and name of its agent.
create or replace function agents.member_json(p_member agents.team_members) returns jsonb
language sql stable set search_path = '' as $$
  select to_jsonb(p_member) || coalesce((
    select jsonb_build_object('agent_handle', p.handle, 'agent_display_name', p.display_name,
      'agent_is_active', a.is_active and a.archived_at is null and a.suspended_at is null)
    from agents.ai_lensers a join lensers.profiles p on p.id = a.profile_id
    where a.id = (p_member).agent_id), '{}')
$$;

grant execute on function agents.member_json to authenticated;
