-- Whether a worker still holds a run under this claim; the row stays locked until the transaction ends, so the answer stays true.
create or replace function agents.holds_claim(p_run_id uuid, p_claim_id uuid) returns boolean
language plpgsql volatile set search_path = '' as $$
begin
  perform from engine.run_queue q where q.run_id = p_run_id and q.claim_id = p_claim_id for key share;
  return found;
end $$;
