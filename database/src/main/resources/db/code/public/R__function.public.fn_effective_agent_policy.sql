-- What holds for an agent, or for a member of a team, after all profiles and policies are merged, and where each value comes from.
create or replace function public.fn_effective_agent_policy(p_ai_lenser_id uuid, p_team_member_id uuid default null) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  perform agents.require_scope(p_ai_lenser_id, 'logs:view');
  if p_team_member_id is not null and not exists (
    select from agents.team_members m join agents.teams t on t.id = m.team_id
    where m.id = p_team_member_id and (m.agent_id = p_ai_lenser_id or t.ai_lenser_id = p_ai_lenser_id))
  then
    raise exception 'member % was not found', p_team_member_id using errcode = 'P0002', hint = 'member_not_found: check the id (fn_get_team_members)';
  end if;
  return agents.effective_policy(p_ai_lenser_id, p_team_member_id);
end $$;

grant execute on function public.fn_effective_agent_policy to authenticated;
