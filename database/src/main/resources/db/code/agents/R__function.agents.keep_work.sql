-- Keeps what a step has in hand; false where somebody else holds the run by now.
create or replace function agents.keep_work(p_run_id uuid, p_claim_id uuid, p_node_id uuid, p_work jsonb) returns boolean
language plpgsql volatile security definer set search_path = '' as $$
begin
  if not agents.holds_claim(p_run_id, p_claim_id) then
    return false;
  end if;
  insert into agents.step_work (run_id, node_id, work) values (p_run_id, p_node_id, p_work)
  on conflict (run_id, node_id) do update set work = excluded.work;
  return true;
end $$;

grant execute on function agents.keep_work to engine_worker;
