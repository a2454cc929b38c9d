-- Walks a chain and says what is wrong with it: nothing when it is whole. Rows, head and checkpoints are compared with each other;
-- that a signature is genuine, and whether the tail is the one of a checkpoint kept outside, the process with the public key finds out.
create or replace function audit.verify(p_owner_id uuid) returns table (seq bigint, problem text)
language sql stable security definer set search_path = '' as $$
  with chain as (
    select l.*, lag(l.hash, 1, sha256(convert_to('clens audit ' || p_owner_id, 'UTF8'))) over (order by l.seq) as expected_previous,
      row_number() over (order by l.seq) as expected_seq, audit.link(l.previous_hash, l) as expected_hash
    from audit.log l where l.owner_lenser_id = p_owner_id
  ), head as (
    select h.seq, h.hash from audit.heads h where h.owner_lenser_id = p_owner_id
  )
  select c.seq, 'the row was changed' from chain c where c.hash <> c.expected_hash
  union all
  select c.seq, 'it does not follow the row before it' from chain c where c.previous_hash <> c.expected_previous
  union all
  select c.seq, 'a row before it is missing' from chain c where c.seq <> c.expected_seq
  union all
  select h.seq, 'the end of the chain is missing or not the noted one' from head h
  where h.seq > 0 and not exists (select from audit.log l where l.owner_lenser_id = p_owner_id and l.seq = h.seq and l.hash = h.hash)
  union all
  select max(c.seq), 'there are rows without a head, or beyond it' from chain c
  having max(c.seq) > coalesce((select h.seq from head h), 0)
  union all
  select k.seq, 'the row differs from its checkpoint, or is gone' from audit.checkpoints k
  where k.owner_lenser_id = p_owner_id
    and not exists (select from audit.log l where l.owner_lenser_id = p_owner_id and l.seq = k.seq and l.hash = k.hash)
  order by 1, 2
$$;

grant execute on function audit.verify to maintenance, engine_worker;
