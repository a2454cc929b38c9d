-- What no two rows may share, and checks over several columns, for docs/reference/tables.md.
select n.nspname::text as schema, c.relname::text as relation,
  case when i.indisprimary then 'primary key ' else 'unique ' end
    || regexp_replace(pg_get_indexdef(i.indexrelid), '^.* USING \w+ (\(.*)$', '\1') as rule
from pg_index i
join pg_class c on c.oid = i.indrelid
join pg_namespace n on n.oid = c.relnamespace
where i.indisunique and n.nspname in ('lensers', 'agents', 'lenses', 'ai', 'auth', 'engine', 'audit')
union all
select n.nspname, c.relname, 'check ' || k.conname || ': ' || regexp_replace(regexp_replace(pg_get_constraintdef(k.oid), '^CHECK \(|\)$', '', 'g'), '::[a-z]+(\[\])?', '', 'g')
from pg_constraint k
join pg_class c on c.oid = k.conrelid
join pg_namespace n on n.oid = c.relnamespace
where k.contype = 'c' and cardinality(k.conkey) > 1 and n.nspname in ('lensers', 'agents', 'lenses', 'ai', 'auth', 'engine', 'audit')
order by 1, 2, 3
