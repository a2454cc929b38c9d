-- Arguments and results of the functions that people may call, for the types of the web page.
select p.proname::text as name, coalesce(p.proargnames, '{}') as names, coalesce(p.proargmodes::text[], '{}') as modes,
  array(select t.typname::text from unnest(coalesce(p.proallargtypes, p.proargtypes::oid[])) with ordinality o (type, n) join pg_type t on t.oid = o.type order by o.n) as types,
  p.pronargdefaults as defaults, p.pronargs as inputs, p.proretset as is_set, r.typname::text as result,
  case when r.typtype = 'c' then (select n.nspname || '.' || c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.oid = r.typrelid) end as row_of
from pg_proc p
join pg_type r on r.oid = p.prorettype
where p.pronamespace = 'public'::regnamespace and p.proname like 'fn\_%' and has_function_privilege('authenticated', p.oid, 'execute')
order by p.proname collate "C"
