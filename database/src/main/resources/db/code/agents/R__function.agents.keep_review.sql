-- Keeps work whose review waits for a person, or forgets it when the review is over; false where somebody else holds the run by now.
create or replace function agents.keep_review(p_run_id uuid, p_claim_id uuid, p_node_id uuid, p_review jsonb) returns boolean
language plpgsql volatile security definer set search_path = '' as $$
begin
  if not agents.holds_claim(p_run_id, p_claim_id) then
    return false;
  end if;
  insert into agents.step_work (run_id, node_id, review) values (p_run_id, p_node_id, p_review)
  on conflict (run_id, node_id) do update set review = excluded.review;
  return true;
end $$;

grant execute on function agents.keep_review to engine_worker;
