-- The person who owns an agent.
create or replace function agents.owner_of(p_ai_lenser_id uuid) returns uuid
language sql stable set search_path = '' as $$
  select o.owner_lenser_id from agents.ownerships o
  where o.ai_lenser_id = p_ai_lenser_id and o.role = 'owner' and o.revoked_at is null
$$;
