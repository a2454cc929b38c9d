-- Trigger function: members must not wait for each other in a circle.
create or replace function agents.refuse_edge_cycle() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_sources uuid[];
  v_targets uuid[];
begin
  -- edges of one team change one after the other
  perform from agents.teams t where t.id = new.team_id for no key update;
  select array_agg(e.source_member_id) || new.source_member_id, array_agg(e.target_member_id) || new.target_member_id
  into v_sources, v_targets
  from agents.team_edges e
  where e.team_id = new.team_id and e.is_blocking and e.id <> new.id;
  if cardinality(lenses.find_cycle(coalesce(v_sources, array[new.source_member_id]), coalesce(v_targets, array[new.target_member_id]))) > 0 then
    raise exception 'members would wait for each other in a circle' using
      errcode = '23514', hint = 'cycle_detected: make one of the edges not blocking',
      detail = jsonb_build_object('source_member_id', new.source_member_id, 'target_member_id', new.target_member_id)::text;
  end if;
  return new;
end $$;
