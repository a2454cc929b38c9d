-- Keeps what a step has in hand: its own work, or work whose review waits for a person (NULL when the review is over). False where somebody
-- else holds the run by now.
create or replace function agents.keep_in_hand(p_run_id uuid, p_claim_id uuid, p_node_id uuid, p_what text, p_value jsonb) returns boolean
language plpgsql volatile security definer set search_path = '' as $$
begin
  if not agents.holds_claim(p_run_id, p_claim_id) then
    return false;
  end if;
  insert into agents.step_work as w (run_id, node_id, work, review)
  values (p_run_id, p_node_id, case p_what when 'work' then p_value end, case p_what when 'review' then p_value end)
  on conflict (run_id, node_id) do update set work = case p_what when 'work' then excluded.work else w.work end,
    review = case p_what when 'review' then excluded.review else w.review end;
  return true;
end $$;

grant execute on function agents.keep_in_hand to engine_worker;
