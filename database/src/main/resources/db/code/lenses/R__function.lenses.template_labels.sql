-- The labels of a body, each once, in order of first appearance, with the first type hint; optional when every place says so.
-- In SQL-standard form and without a search_path setting, so that it is inlined: graphs have many bodies.
create or replace function lenses.template_labels(p_body text)
returns table (ordinal int, label text, label_key text, type_hint text, optional boolean)
language sql immutable parallel safe rows 20
begin atomic
  select (pg_catalog.row_number() over (order by pg_catalog.min(t.n)) - 1)::int,
    (pg_catalog.array_agg(t.m[2] order by t.n))[1],
    pg_catalog.lower(t.m[2] collate "C"),
    (pg_catalog.array_agg(t.m[3] order by t.n) filter (where t.m[3] is not null))[1],
    pg_catalog.bool_and(t.m[4] is not null)
  from pg_catalog.regexp_matches(p_body, lenses.placeholder_pattern(), 'g') with ordinality as t (m, n)
  where pg_catalog.char_length(t.m[2]) <= 64
  group by pg_catalog.lower(t.m[2] collate "C");
end;

grant execute on function lenses.template_labels(text) to authenticated;
