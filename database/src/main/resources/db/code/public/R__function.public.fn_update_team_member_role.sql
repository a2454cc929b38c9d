-- Gives a member another role.
create or replace function public.fn_update_team_member_role(p_team_id uuid, p_member_id uuid, p_role text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_team agents.teams := agents.require_team(p_team_id);
begin
  if p_role is null or char_length(btrim(p_role)) not between 1 and 40 then
    raise exception 'a role has 1 to 40 characters' using errcode = '22023', hint = 'bad_role: choose a role of 1 to 40 characters';
  end if;
  update agents.team_members m set role = btrim(p_role) where m.id = p_member_id and m.team_id = v_team.id;
  if not found then
    raise exception 'member % was not found', p_member_id using errcode = 'P0002', hint = 'member_not_found: check the id (fn_get_team_members)';
  end if;
end $$;

grant execute on function public.fn_update_team_member_role to authenticated;
