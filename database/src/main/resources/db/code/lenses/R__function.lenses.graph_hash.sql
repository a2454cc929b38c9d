-- SHA-256 of a graph in its canonical form, which is what jsonb prints.
create or replace function lenses.graph_hash(p_graph jsonb) returns bytea
language sql immutable parallel safe set search_path = '' as $$
  select sha256(convert_to(p_graph::text, 'UTF8'))
$$;
