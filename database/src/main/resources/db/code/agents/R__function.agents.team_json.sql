-- A team as one object with its members, as far as the caller may see it.
create or replace function agents.team_json(p_team agents.teams) returns jsonb
language sql stable set search_path = '' as $$
  select to_jsonb(p_team) || jsonb_build_object('is_active', (p_team).status = 'active',
    'member_count', (select count(*) from agents.team_members m where m.team_id = (p_team).id),
    'members', (select coalesce(jsonb_agg(agents.member_json(m) order by m.lane, m.sort_order, m.id), '[]') from agents.team_members m where m.team_id = (p_team).id),
    'edges', (select coalesce(jsonb_agg(to_jsonb(e) order by e.created_at, e.id), '[]') from agents.team_edges e where e.team_id = (p_team).id))
$$;

grant execute on function agents.team_json to authenticated;
