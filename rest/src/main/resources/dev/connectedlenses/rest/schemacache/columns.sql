-- Columns of the served relations, with the type below any domain and the labels of enums.
with recursive base (type, below) as (
  select t.oid, t.oid from pg_catalog.pg_type t where t.typtype <> 'd'
  union all
  select t.oid, b.below from pg_catalog.pg_type t join base b on b.type = t.typbasetype where t.typtype = 'd'
)
select
  a.attrelid::bigint as relation,
  a.attnum as position,
  a.attname as name,
  a.atttypid::bigint as type_number,
  pg_catalog.format_type(a.atttypid, a.atttypmod) as type,
  pg_catalog.format_type(b.below, -1) as base_type,
  bt.typcategory::text as category,
  bt.typtype::text as type_kind,
  a.attnotnull or t.typnotnull as required,
  case when a.attgenerated = '' then pg_catalog.pg_get_expr(d.adbin, d.adrelid) end as default_value,
  (
    select pg_catalog.format('pg_catalog.nextval(%L::pg_catalog.regclass)', q.objid)
    from pg_catalog.pg_depend q
    where a.attidentity <> ''
      and q.refclassid = 'pg_catalog.pg_class'::regclass
      and q.classid = 'pg_catalog.pg_class'::regclass
      and q.refobjid = a.attrelid
      and q.refobjsubid = a.attnum
      and q.deptype = 'i'
    limit 1
  ) as identity_default,
  a.attgenerated <> '' as generated,
  case when a.atttypmod > 4 and b.below in (1042, 1043) then a.atttypmod - 4 end as max_length,
  pg_catalog.col_description(a.attrelid, a.attnum) as description,
  (
    select pg_catalog.array_agg(e.enumlabel::text order by e.enumsortorder)
    from pg_catalog.pg_enum e
    where e.enumtypid = b.below
  ) as labels
from pg_catalog.pg_attribute a
join pg_catalog.pg_class c on c.oid = a.attrelid
join pg_catalog.pg_namespace n on n.oid = c.relnamespace
join pg_catalog.pg_type t on t.oid = a.atttypid
join base b on b.type = a.atttypid
join pg_catalog.pg_type bt on bt.oid = b.below
left join pg_catalog.pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
where a.attnum > 0
  and not a.attisdropped
  and c.relkind in ('r', 'p', 'v', 'm', 'f', 'c')
  and n.nspname not in ('pg_catalog', 'information_schema')
  and n.nspname not like 'pg\_toast%'
  and n.nspname not like 'pg\_temp%'
order by a.attrelid, a.attnum
