-- Holds the caller's own grant on the agent until the transaction ends: a revocation comes wholly before the decision or wholly after it.
create or replace function agents.lock_authority(p_ai_lenser_id uuid) returns void
language plpgsql volatile set search_path = '' as $$
declare
  v_me uuid := lensers.require_lenser();
begin
  perform from agents.ownerships o
  where o.ai_lenser_id = p_ai_lenser_id and o.owner_lenser_id = v_me and o.revoked_at is null
  for share;
end $$;
