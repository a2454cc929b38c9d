-- Everything that an agent works under as a member: profiles, policies, peers, and what others share with it.
create or replace function agents.seat_json(p_run agents.team_runs, p_agent_id uuid, p_member_id uuid) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object('agent_id', p_agent_id, 'member_id', p_member_id, 'name', p.display_name, 'role', m.role,
    'responsibility', nullif(m.responsibility, ''), 'personality_note', a.personality_note,
    'policy', agents.effective_policy(p_agent_id, p_member_id), 'peers', agents.peers_of(p_member_id),
    'scratchpad', agents.shared_scratchpad(p_run, p_member_id))
  from agents.ai_lensers a
  join lensers.profiles p on p.id = a.profile_id
  left join agents.team_members m on m.id = p_member_id
  where a.id = p_agent_id
$$;
