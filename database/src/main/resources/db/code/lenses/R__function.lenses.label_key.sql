-- Labels are equal when their keys are: spaces around trimmed, A-Z folded, nothing else.
create or replace function lenses.label_key(p_label text) returns text
language sql immutable parallel safe set search_path = '' as $$
  select lower(btrim(p_label, ' ') collate "C")
$$;

grant execute on function lenses.label_key(text) to anon, authenticated, engine_worker;
