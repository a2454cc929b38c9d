-- Columns as the API's people may read, insert and update them, for the types of the web page.
select n.nspname::text as schema, c.relname::text as relation, c.relkind = 'v' as is_view, a.attname::text as name,
  t.typname::text as type, a.attnotnull as required, a.atthasdef or a.attgenerated <> '' as has_default, a.attgenerated <> '' as generated,
  has_column_privilege('authenticated', c.oid, a.attnum, 'select') as can_select,
  c.relkind = 'r' and has_column_privilege('authenticated', c.oid, a.attnum, 'insert') and a.attgenerated = '' as can_insert,
  c.relkind = 'r' and has_column_privilege('authenticated', c.oid, a.attnum, 'update') and a.attgenerated = '' as can_update,
  coalesce((select (regexp_match(pg_get_constraintdef(k.oid), 'ARRAY\[(.*?)\]'))[1] from pg_constraint k where k.contypid = t.oid),
   (select (regexp_match(pg_get_constraintdef(k.oid), '^CHECK \(\(\(?\w+\)? = ANY \(+ARRAY\[(.*?)\]\)'))[1]
    from pg_constraint k where k.conrelid = c.oid and k.contype = 'c' and k.conkey = array[a.attnum]
      and pg_get_constraintdef(k.oid) ~ '^CHECK \(\(\(?\w+\)? = ANY \(+ARRAY\[.*\]\)' limit 1)) as choices
from pg_class c
join pg_namespace n on n.oid = c.relnamespace
join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
join pg_type t on t.oid = a.atttypid
where c.relkind in ('r', 'p', 'v') and n.nspname in ('lensers', 'agents', 'lenses', 'ai')
order by n.nspname collate "C", c.relname collate "C", a.attnum
