-- Takes an agent out of a team, with its edges.
create or replace function public.fn_remove_team_member(p_member_id uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_member record;
begin
  select m.id, m.agent_id, t.id as team_id, t.ai_lenser_id into v_member
  from agents.team_members m join agents.teams t on t.id = m.team_id where m.id = p_member_id;
  perform agents.require_part('member', p_member_id, v_member.ai_lenser_id, 'team:manage');
  delete from agents.team_members m where m.id = p_member_id;
  perform agents.log_action(v_member.ai_lenser_id, 'team.member_removed', 'team', v_member.team_id, jsonb_build_object('agent_id', v_member.agent_id));
end $$;

grant execute on function public.fn_remove_team_member to authenticated;
