create or replace trigger set_updated_at before update on agents.team_edges
  for each row execute function engine.set_updated_at();
create or replace trigger refuse_cycle before insert or update of is_blocking on agents.team_edges
  for each row when (new.is_blocking) execute function agents.refuse_edge_cycle();
