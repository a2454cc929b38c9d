-- Functions that may be called, or that compute a column or a relationship.
with recursive base (type, below) as (
  select t.oid, t.oid from pg_catalog.pg_type t where t.typtype <> 'd'
  union all
  select t.oid, b.below from pg_catalog.pg_type t join base b on b.type = t.typbasetype where t.typtype = 'd'
)
select
  p.oid::bigint as oid,
  n.nspname as schema,
  p.proname as name,
  pg_catalog.obj_description(p.oid, 'pg_proc') as description,
  p.provolatile::text as volatility,
  p.proretset as returns_set,
  p.prorows = 1 as one_row,
  p.provariadic <> 0 as variadic,
  p.pronargdefaults as defaults,
  coalesce(p.proargnames, '{}') as argument_names,
  coalesce(p.proargmodes::text[], '{}') as argument_modes,
  (
    select coalesce(pg_catalog.array_agg(pg_catalog.format_type(x.type, -1) order by x.at), '{}')
    from pg_catalog.unnest(coalesce(p.proallargtypes, p.proargtypes::oid[])) with ordinality as x (type, at)
  ) as argument_types,
  (
    select coalesce(pg_catalog.array_agg(at.typrelid::bigint order by x.at), '{}')
    from pg_catalog.unnest(coalesce(p.proallargtypes, p.proargtypes::oid[])) with ordinality as x (type, at)
    join pg_catalog.pg_type at on at.oid = x.type
  ) as argument_relations,
  pg_catalog.format_type(p.prorettype, -1) as return_type,
  (
    select pg_catalog.lower(m.typname)
    from pg_catalog.pg_type m
    where m.oid = p.prorettype
      and m.typtype = 'd'
      and (m.typname ~ '^[A-Za-z0-9.+-]+/[A-Za-z0-9.+-]+$' or m.typname = '*/*')
  ) as return_media,
  rt.typtype::text as return_kind,
  rt.typrelid::bigint as return_relation,
  coalesce(p.proconfig, '{}') as settings
from pg_catalog.pg_proc p
join pg_catalog.pg_namespace n on n.oid = p.pronamespace
join base b on b.type = p.prorettype
join pg_catalog.pg_type rt on rt.oid = b.below
where p.prokind = 'f'
  and n.nspname = any (?::text[])
  and p.prorettype not in ('pg_catalog.trigger'::regtype, 'pg_catalog.event_trigger'::regtype)
order by n.nspname, p.proname, p.oid
