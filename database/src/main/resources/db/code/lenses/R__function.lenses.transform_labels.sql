-- The input labels that the transform nodes of a graph refer to, by $path in an output template or by placeholder in a text.
create or replace function lenses.transform_labels(p_graph jsonb) returns table (node_id uuid, label text)
language sql immutable parallel safe set search_path = '' as $$
  select p.node_id, btrim(substring(regexp_replace(btrim(p.value ->> '$path'), '^\$\.', '') from '^[^.[]+'))
  from lenses.template_parts(p_graph) p
  where p.is_path and jsonb_typeof(p.value -> '$path') = 'string' and not lenses.path_is_bad(p.value ->> '$path')
  union
  select (n ->> 'id')::uuid, l.label
  from jsonb_array_elements(p_graph -> 'nodes') n
  cross join lateral lenses.template_labels(n -> 'config' ->> 'text') l
  where n ->> 'kind' = 'transform' and jsonb_typeof(n -> 'config' -> 'text') = 'string'
$$;
