-- Every schema, relation and function with the roles that have a grant on it, one line each, ready for the matrix.
with roles (name) as (
  select unnest(array['public', 'anon', 'authenticated', 'service_role', 'gateway_auth', 'engine_worker', 'engine_scheduler',
    'maintenance', 'authenticator'])
),
schemas as (
  select n.oid, n.nspname::text as name from pg_namespace n where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
),
grants as (
  select 'schema' as kind, s.name as schema, s.name as object, null::oid as relation, a.privilege_type, a.grantee
  from schemas s join pg_namespace n on n.oid = s.oid, aclexplode(n.nspacl) a
  union all
  select 'function', s.name, p.oid::regprocedure::text, null, a.privilege_type, a.grantee
  from schemas s join pg_proc p on p.pronamespace = s.oid, aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
),
columns as (
  select s.name as schema, c.oid as relation, r.name as role, v.verb,
    string_agg(a.attname, ', ' order by a.attnum) filter (where has_column_privilege(r.name, c.oid, a.attnum, v.verb)) as allowed,
    count(*) filter (where not has_column_privilege(r.name, c.oid, a.attnum, v.verb)) = 0 as whole
  from schemas s
  join pg_class c on c.relnamespace = s.oid and c.relkind in ('r', 'p', 'v', 'm')
  join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  cross join roles r
  cross join (values ('select'), ('insert'), ('update')) as v (verb)
  where r.name <> 'public'
  group by s.name, c.oid, r.name, v.verb
),
lines as (
  select s.name as schema, 1 as part, s.name as object, null::oid as relation, format('schema %s: %s', s.name,
    coalesce((select string_agg(distinct g.grantee::regrole::text || case g.privilege_type when 'CREATE' then ' (creates)' else '' end, ', ')
      from grants g where g.kind = 'schema' and g.object = s.name and g.grantee <> 0 and g.grantee::regrole::text <> 'clens_owner'
        and not exists (select from pg_namespace n where n.oid = s.oid and n.nspowner = g.grantee)), 'nobody')) as line
  from schemas s
  union all
  select s.name, 2, c.relname::text, c.oid, format('%s %s.%s', case c.relkind when 'v' then 'view' when 'm' then 'view' else 'table' end, s.name, c.relname)
    || coalesce((
      select string_agg(format(E'\n  %s may %s %s', k.role, k.verb, case when k.whole then 'all columns' else k.allowed end), '' order by k.role, k.verb)
      from columns k
      where k.relation = c.oid and k.allowed is not null and (k.verb <> 'select' or not k.whole)), '')
  from schemas s join pg_class c on c.relnamespace = s.oid and c.relkind in ('r', 'p', 'v', 'm')
  union all
  select s.name, 3, p.oid::regprocedure::text, null, format('function %s: %s', p.oid::regprocedure::text,
    coalesce((select string_agg(case g.grantee when 0 then 'PUBLIC' else g.grantee::regrole::text end, ', '
        order by case g.grantee when 0 then 'PUBLIC' else g.grantee::regrole::text end)
      from grants g where g.kind = 'function' and g.object = p.oid::regprocedure::text and g.schema = s.name and g.grantee <> p.proowner), 'nobody'))
  from schemas s join pg_proc p on p.pronamespace = s.oid
)
select schema, relation, line from lines order by schema collate "C", part, object collate "C"
