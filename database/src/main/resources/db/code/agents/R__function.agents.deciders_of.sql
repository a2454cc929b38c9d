-- The people who may decide about what an agent does: who manages it, and who has the scope.
create or replace function agents.deciders_of(p_ai_lenser_id uuid) returns uuid[]
language sql stable set search_path = '' as $$
  select array(
    select o.owner_lenser_id from agents.ownerships o
    where o.ai_lenser_id = p_ai_lenser_id and o.revoked_at is null
      and (o.role in ('owner', 'co_owner') or 'approvals:decide' = any (o.permission_scope)))
$$;
