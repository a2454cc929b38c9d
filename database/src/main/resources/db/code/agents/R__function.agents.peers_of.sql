-- The members that the edges of a member lead to: whom it may hand sub-tasks to, and who reviews what it does. Whoever must review and cannot
-- at the moment is among them, so that work without its review does not count.
create or replace function agents.peers_of(p_member_id uuid) returns jsonb
language sql stable set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object('type', e.edge_type, 'blocking', e.is_blocking, 'member_id', m.id, 'agent_id', m.agent_id,
    'role', m.role, 'name', p.display_name, 'handle', p.handle) order by e.created_at, e.id), '[]')
  from agents.team_edges e
  join agents.teams t on t.id = e.team_id
  join agents.team_members m on m.id = e.target_member_id
  join agents.ai_lensers a on a.id = m.agent_id
  join lensers.profiles p on p.id = a.profile_id
  where e.source_member_id = p_member_id and e.edge_type in ('delegates', 'reviews')
    and (e.edge_type = 'reviews' and e.is_blocking or m.is_active and agents.seat_refusal(t.ai_lenser_id, m.agent_id) is null)
$$;
