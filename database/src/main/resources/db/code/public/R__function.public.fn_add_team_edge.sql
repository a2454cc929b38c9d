-- Says how two members work together. Reviews and handoffs wait for their target unless p_is_blocking is set to false for them by an update.
create or replace function public.fn_add_team_edge(p_team_id uuid, p_source_member_id uuid, p_target_member_id uuid,
  p_edge_type text default 'delegates', p_is_blocking boolean default false) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_team agents.teams := agents.require_team(p_team_id);
  v_edge agents.team_edges;
begin
  if p_edge_type is null or p_edge_type not in ('delegates', 'reviews', 'reports_to', 'shares_context', 'handoff') then
    raise exception 'there is no edge type "%"', p_edge_type using
      errcode = '22023', hint = 'bad_edge_type: use delegates, reviews, reports_to, shares_context or handoff';
  end if;
  if p_source_member_id = p_target_member_id then
    raise exception 'a member has no edge to itself' using errcode = '23514', hint = 'self_edge: choose another member';
  end if;
  insert into agents.team_edges (team_id, source_member_id, target_member_id, edge_type, is_blocking)
  values (p_team_id, p_source_member_id, p_target_member_id, p_edge_type, coalesce(p_is_blocking, false) or p_edge_type in ('reviews', 'handoff'))
  returning * into v_edge;
  perform agents.log_action(v_team.ai_lenser_id, 'team.edge_added', 'team', v_team.id, jsonb_build_object('edge_type', p_edge_type));
  return to_jsonb(v_edge);
exception
  when foreign_key_violation or not_null_violation then
    raise exception 'both ends of an edge are members of the team' using errcode = 'P0002', hint = 'member_not_found: check the ids (fn_get_team_members)';
  when unique_violation then
    raise exception 'that edge is there already' using errcode = '23505', hint = 'duplicate_edge: change it instead';
end $$;

grant execute on function public.fn_add_team_edge to authenticated;
