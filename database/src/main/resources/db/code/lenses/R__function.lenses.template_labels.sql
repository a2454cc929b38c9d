-- The labels of a body, each once, in order of first appearance, with the first type hint; optional when every place says so.
create or replace function lenses.template_labels(p_body text)
returns table (ordinal int, label text, label_key text, type_hint text, optional boolean)
language sql immutable parallel safe rows 20 set search_path = '' as $$
  select (row_number() over (order by min(t.ordinal)) - 1)::int,
    (array_agg(t.label order by t.ordinal))[1],
    t.label_key,
    (array_agg(t.type_hint order by t.ordinal) filter (where t.type_hint is not null))[1],
    bool_and(t.optional)
  from lenses.template_tokens(p_body) t
  where t.label is not null
  group by t.label_key
$$;

grant execute on function lenses.template_labels(text) to authenticated;
