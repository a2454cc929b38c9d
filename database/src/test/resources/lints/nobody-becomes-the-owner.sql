select r.rolname from pg_roles r where r.rolname in ('anon', 'authenticated', 'service_role', 'gateway_auth', 'engine_worker', 'engine_scheduler', 'maintenance', 'authenticator')
  and (pg_has_role(r.rolname, 'clens_owner', 'member') or r.rolsuper or r.rolbypassrls or r.rolcreaterole or r.rolcreatedb)
union all
select 'clens_owner logs in' from pg_roles r where r.rolname = 'clens_owner' and (r.rolcanlogin or r.rolsuper or r.rolbypassrls)
