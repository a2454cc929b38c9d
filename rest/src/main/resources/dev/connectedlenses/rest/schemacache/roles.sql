-- Settings of the roles this connection may become; those for this database come last and win.
select r.rolname as role, pg_catalog.split_part(s.entry, '=', 1) as setting,
  pg_catalog.substr(s.entry, pg_catalog.strpos(s.entry, '=') + 1) as value
from pg_catalog.pg_db_role_setting d
join pg_catalog.pg_roles r on r.oid = d.setrole
cross join lateral pg_catalog.unnest(d.setconfig) as s (entry)
left join pg_catalog.pg_settings k on k.name = pg_catalog.split_part(s.entry, '=', 1)
where d.setdatabase in (0, (select oid from pg_catalog.pg_database where datname = pg_catalog.current_database()))
  and pg_catalog.pg_has_role(r.oid, 'member')
  and r.rolname <> current_user
  and (k.context = 'user' or k.name is null)
order by r.rolname, d.setdatabase
