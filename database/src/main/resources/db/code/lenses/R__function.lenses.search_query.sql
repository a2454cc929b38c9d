-- What a person types as a full-text query: every word, each as a prefix; NULL when there is no word.
create or replace function lenses.search_query(p_query text) returns tsquery
language sql immutable parallel safe set search_path = '' as $$
  select nullif(string_agg(quote_literal(w.lexeme) || ':*', ' & ' order by w.lexeme), '')::tsquery
  from unnest(to_tsvector('pg_catalog.simple', left(p_query, 500))) w
$$;

grant execute on function lenses.search_query(text) to anon, authenticated;
