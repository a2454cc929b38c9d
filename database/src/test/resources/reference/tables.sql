-- One row per column of every table and view, for docs/reference/tables.md.
select n.nspname::text as schema, c.relname::text as relation, c.relkind = 'v' as is_view, obj_description(c.oid, 'pg_class') as comment,
  a.attname::text as name,
  replace(replace(replace(format_type(a.atttypid, a.atttypmod), 'timestamp with time zone', 'timestamptz'), 'double precision', 'float8'), 'boolean', 'bool') as type,
  not a.attnotnull and c.relkind = 'r' as nullable,
  case when a.attgenerated = '' then replace(regexp_replace(pg_get_expr(d.adbin, d.adrelid), '::[a-z_ ]+(\[\])?', '', 'g'), 'public.uuidv7()', 'uuidv7()')
    when a.attgenerated <> '' then 'generated' end as default_value,
  (select '→ ' || string_agg(f.confrelid::regclass::text || case f.confdeltype
      when 'c' then '' when 'n' then ' [SET NULL]' else ' [RESTRICT]' end, ', ' order by f.conname)
    from pg_constraint f where f.conrelid = c.oid and f.contype = 'f' and f.conkey = array[a.attnum]) as foreign_key,
  (select string_agg(regexp_replace(regexp_replace(regexp_replace(pg_get_constraintdef(k.oid), '^CHECK \((.*)\)$', '\1'), '::[a-z]+(\[\])?', '', 'g'),
      '^\(\(?\w+\)? = ANY \(+ARRAY\[(.*?)\]\)+$', '∈ \1'), '; ' order by k.conname)
    from pg_constraint k where k.conrelid = c.oid and k.contype = 'c' and k.conkey = array[a.attnum]) as checks
from pg_class c
join pg_namespace n on n.oid = c.relnamespace
join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
where c.relkind in ('r', 'p', 'v') and n.nspname in ('lensers', 'agents', 'lenses', 'ai', 'auth', 'engine', 'audit')
order by n.nspname collate "C", c.relname collate "C", a.attnum
