select r.rolname || ' creates in ' || n.nspname from pg_roles r, pg_namespace n
where r.rolname in ('anon', 'authenticated', 'service_role', 'gateway_auth', 'engine_worker', 'engine_scheduler', 'maintenance', 'authenticator') and n.nspname !~ '^pg_' and has_schema_privilege(r.oid, n.oid, 'create')
union all
select r.rolname || ' creates in database ' || d.datname from pg_roles r, pg_database d
where r.rolname in ('anon', 'authenticated', 'service_role', 'gateway_auth', 'engine_worker', 'engine_scheduler', 'maintenance', 'authenticator') and d.datname !~ '^(test_|template|postgres)'
  and (has_database_privilege(r.oid, d.oid, 'temporary') or has_database_privilege(r.oid, d.oid, 'create'))
