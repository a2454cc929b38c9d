-- The hash of one row of a chain: SHA-256 over the hash before it and the row's fields, parted by a byte that none of them holds.
create or replace function audit.link(p_previous bytea, p_row audit.log) returns bytea
language sql immutable parallel safe set search_path = '' as $$
  select pg_catalog.sha256(p_previous || pg_catalog.convert_to(pg_catalog.concat_ws(E'\x1f', (p_row).owner_lenser_id, (p_row).seq,
    coalesce((p_row).actor_lenser_id::text, '-'), (p_row).action, coalesce((p_row).subject_type, '-'), coalesce((p_row).subject_id::text, '-'),
    (p_row).detail::text, extract(epoch from (p_row).occurred_at)), 'UTF8'))
$$;
