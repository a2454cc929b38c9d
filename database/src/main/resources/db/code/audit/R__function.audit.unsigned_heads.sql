-- Chains that have grown since their last checkpoint, for the process that signs.
create or replace function audit.unsigned_heads(p_limit int default 1000) returns table (owner_lenser_id uuid, seq bigint, hash bytea)
language sql stable security definer set search_path = '' as $$
  select h.owner_lenser_id, h.seq, h.hash
  from audit.heads h
  where h.seq > coalesce((select max(k.seq) from audit.checkpoints k where k.owner_lenser_id = h.owner_lenser_id), 0)
  order by h.owner_lenser_id
  limit p_limit
$$;

grant execute on function audit.unsigned_heads to maintenance, engine_worker;
