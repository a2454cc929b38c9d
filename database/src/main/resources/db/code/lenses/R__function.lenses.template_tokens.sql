-- A template body cut into text and placeholders, in order (docs/reference/templates.md). A row is text or a placeholder, not both.
create or replace function lenses.template_tokens(p_body text)
returns table (ordinal int, literal text, label text, label_key text, type_hint text, optional boolean)
language sql immutable parallel safe rows 20 set search_path = '' as $$
  with between_tokens as (
    select 2 * b.n - 1 as ordinal, b.piece as literal, null::text as label, null::text as type_hint, null::boolean as optional
    from regexp_split_to_table(p_body, lenses.placeholder_pattern()) with ordinality as b (piece, n)
  ),
  tokens as (
    select 2 * t.n as ordinal,
      -- an escape stands for its brackets; what only looks like a placeholder stands for itself
      case when t.m[2] is null then '[[' when char_length(t.m[2]) > 64 then t.m[1] end as literal,
      case when char_length(t.m[2]) <= 64 then t.m[2] end as label,
      t.m[3] as type_hint,
      t.m[4] is not null as optional
    from regexp_matches(p_body, lenses.placeholder_pattern(), 'g') with ordinality as t (m, n)
  )
  select a.ordinal::int, a.literal, a.label, lower(a.label collate "C"),
    case when a.label is not null then a.type_hint end, case when a.label is not null then a.optional end
  from (select * from between_tokens union all select * from tokens) a
  where a.label is not null or a.literal <> ''
  order by a.ordinal
$$;

grant execute on function lenses.template_tokens(text) to authenticated;
