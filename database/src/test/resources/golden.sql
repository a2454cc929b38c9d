-- The catalog as text, one line per column, constraint, index, trigger, policy, view and function.
with schemas as (
  select n.oid, n.nspname::text as name from pg_namespace n where n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'migration')
),
relations as (
  select c.*, s.name as schema, c.relname::text as name from schemas s join pg_class c on c.relnamespace = s.oid and c.relkind in ('r', 'p', 'v')
),
lines as (
  select r.schema, 1 as part, r.name as object, 0 as section, '' as sort,
    format('%s %s.%s, owner %s', case r.relkind when 'v' then 'view' else 'table' end, r.schema, r.name, r.relowner::regrole)
      || case when r.relkind = 'v' then coalesce(', ' || array_to_string(r.reloptions, ', '), '')
        when r.relrowsecurity then ', row security' || case when r.relforcerowsecurity then ' forced' else '' end else ', NO ROW SECURITY' end as line
  from relations r
  union all
  select r.schema, 1, r.name, 1, lpad(a.attnum::text, 4, '0'),
    format('  column %s %s', a.attname, format_type(a.atttypid, a.atttypmod)) || case when a.attnotnull then ' not null' else '' end
      || case a.attgenerated when 's' then ' generated ' when 'v' then ' generated ' else ' default ' end || regexp_replace(pg_get_expr(d.adbin, d.adrelid), '\s+', ' ', 'g')
  from relations r
  join pg_attribute a on a.attrelid = r.oid and a.attnum > 0 and not a.attisdropped
  join pg_attrdef d on d.adrelid = r.oid and d.adnum = a.attnum
  union all
  select r.schema, 1, r.name, 1, lpad(a.attnum::text, 4, '0'),
    format('  column %s %s', a.attname, format_type(a.atttypid, a.atttypmod)) || case when a.attnotnull then ' not null' else '' end
  from relations r
  join pg_attribute a on a.attrelid = r.oid and a.attnum > 0 and not a.attisdropped and not a.atthasdef
  union all
  select r.schema, 1, r.name, 2, c.conname::text, format('  constraint %s %s', c.conname, pg_get_constraintdef(c.oid))
  from relations r join pg_constraint c on c.conrelid = r.oid and c.contype <> 'n'
  union all
  select r.schema, 1, r.name, 3, i.indexrelid::regclass::text, '  ' || pg_get_indexdef(i.indexrelid)
  from relations r join pg_index i on i.indrelid = r.oid
  where not exists (select from pg_constraint c where c.conindid = i.indexrelid and c.conrelid = r.oid)
  union all
  select r.schema, 1, r.name, 4, p.polname::text,
    format('  policy %s for %s to %s', p.polname,
      case p.polcmd when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update' when 'd' then 'delete' else 'all' end,
      (select string_agg(case o when 0 then 'PUBLIC' else o::regrole::text end, ', ' order by o::regrole::text) from unnest(p.polroles) o))
      || coalesce(' using ' || regexp_replace(pg_get_expr(p.polqual, p.polrelid), '\s+', ' ', 'g'), '')
      || coalesce(' check ' || regexp_replace(pg_get_expr(p.polwithcheck, p.polrelid), '\s+', ' ', 'g'), '')
  from relations r join pg_policy p on p.polrelid = r.oid
  union all
  select r.schema, 1, r.name, 5, t.tgname::text, '  ' || pg_get_triggerdef(t.oid)
  from relations r join pg_trigger t on t.tgrelid = r.oid and not t.tgisinternal
  union all
  select r.schema, 1, r.name, 6, '', '  as ' || regexp_replace(pg_get_viewdef(r.oid), '\s+', ' ', 'g')
  from relations r where r.relkind = 'v'
  union all
  select s.name, 2, p.oid::regprocedure::text, 0, '',
    format('function %s.%s(%s) returns %s | %s %s%s, owner %s', s.name, p.proname, pg_get_function_arguments(p.oid), pg_get_function_result(p.oid),
      l.lanname, case p.provolatile when 'i' then 'immutable' when 's' then 'stable' else 'volatile' end,
      case when p.prosecdef then ' DEFINER' else '' end, p.proowner::regrole)
  from schemas s join pg_proc p on p.pronamespace = s.oid join pg_language l on l.oid = p.prolang
)
select schema, line from lines order by schema collate "C", part, object collate "C", section, sort collate "C"
