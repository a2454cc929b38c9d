-- Every relation a client could name or a relationship could pass through: no partitions, no system catalogs.
select
  c.oid::bigint as oid,
  n.nspname as schema,
  c.relname as name,
  c.relkind::text as kind,
  pg_catalog.obj_description(c.oid, 'pg_class') as description,
  c.relkind in ('r', 'p') or (c.relkind in ('v', 'f') and (u.events & 8) = 8) as insertable,
  c.relkind in ('r', 'p') or (c.relkind in ('v', 'f') and (u.events & 4) = 4) as updatable,
  c.relkind in ('r', 'p') or (c.relkind in ('v', 'f') and (u.events & 16) = 16) as deletable
from pg_catalog.pg_class c
join pg_catalog.pg_namespace n on n.oid = c.relnamespace
cross join lateral (
  select case when c.relkind in ('v', 'f') then pg_catalog.pg_relation_is_updatable(c.oid, true) else 0 end as events
) u
where c.relkind in ('r', 'p', 'v', 'm', 'f')
  and not c.relispartition
  and n.nspname not in ('pg_catalog', 'information_schema')
  and n.nspname not like 'pg\_toast%'
  and n.nspname not like 'pg\_temp%'
order by n.nspname, c.relname
