-- What the current role may use of a schema, by object number.
select pg_catalog.json_build_object(
  'relations', (
    select coalesce(pg_catalog.json_agg(c.oid::bigint), '[]')
    from pg_catalog.pg_class c
    join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    where n.nspname = ?::text
      and c.relkind in ('r', 'p', 'v', 'm', 'f')
      and (
        pg_catalog.has_table_privilege(c.oid, 'select, insert, update, delete')
        or pg_catalog.has_any_column_privilege(c.oid, 'select, insert, update'))),
  'functions', (
    select coalesce(pg_catalog.json_agg(p.oid::bigint), '[]')
    from pg_catalog.pg_proc p
    join pg_catalog.pg_namespace n on n.oid = p.pronamespace
    where n.nspname = ?::text and pg_catalog.has_function_privilege(p.oid, 'execute')))::text
