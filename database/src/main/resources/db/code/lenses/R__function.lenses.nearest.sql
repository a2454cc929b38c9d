-- The candidate most like a word by shared pairs of letters, for "did you mean"; NULL when none is alike. Looks at the
-- first 200 characters: each pair costs a walk through the text.
create or replace function lenses.nearest(p_word text, p_candidates text[]) returns text
language sql immutable parallel safe set search_path = '' as $$
  with word as (
    select distinct pg_catalog.substr(w.t, i, 2) as pair
    from (select ' ' || pg_catalog.lower(pg_catalog.left(p_word, 200)) || ' ' as t) w, pg_catalog.generate_series(1, pg_catalog.length(w.t) - 1) i
  ), candidate as (
    select distinct c.name, pg_catalog.substr(c.t, i, 2) as pair
    from (select n as name, ' ' || pg_catalog.lower(pg_catalog.left(n, 200)) || ' ' as t from unnest(p_candidates) n) c,
      pg_catalog.generate_series(1, pg_catalog.length(c.t) - 1) i
  ), likeness as (
    select c.name, 2.0 * count(w.pair) / (count(*) + (select count(*) from word)) as score
    from candidate c
    left join word w on w.pair = c.pair
    group by c.name
  )
  select l.name from likeness l where l.score >= 0.4 order by l.score desc, l.name limit 1
$$;
