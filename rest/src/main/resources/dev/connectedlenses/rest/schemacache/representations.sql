-- How values of domains are shown and read: casts between a domain and JSON, or from text.
select
  case when s.typtype = 'd' then s.oid else t.oid end::bigint as domain,
  case when s.typtype = 'd' then 'to_json' when s.typname = 'json' then 'from_json' else 'from_text' end as kind,
  n.nspname as schema,
  p.proname as name
from pg_catalog.pg_cast c
join pg_catalog.pg_type s on s.oid = c.castsource
join pg_catalog.pg_type t on t.oid = c.casttarget
join pg_catalog.pg_proc p on p.oid = c.castfunc
join pg_catalog.pg_namespace n on n.oid = p.pronamespace
where c.castmethod = 'f'
  and c.castcontext = 'i'
  and (
    (s.typtype = 'd' and t.oid = 'pg_catalog.json'::pg_catalog.regtype)
    or (t.typtype = 'd' and s.oid in ('pg_catalog.json'::pg_catalog.regtype, 'pg_catalog.text'::pg_catalog.regtype)))
order by 1, 2
