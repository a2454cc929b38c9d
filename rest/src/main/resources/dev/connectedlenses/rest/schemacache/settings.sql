-- Settings of this data API that the database holds for its login role: those for this database win over those for
-- all, and both over what the configuring function has set a moment ago.
with stored as (
  select distinct on (s.name) s.name, s.value
  from pg_catalog.pg_db_role_setting d
  cross join lateral pg_catalog.unnest(d.setconfig) as c (entry)
  cross join lateral (
    select
      pg_catalog.split_part(c.entry, '=', 1) as name,
      pg_catalog.substr(c.entry, pg_catalog.strpos(c.entry, '=') + 1) as value
  ) s
  where d.setrole = (select oid from pg_catalog.pg_roles where rolname = current_user)
    and d.setdatabase in (0, (select oid from pg_catalog.pg_database where datname = pg_catalog.current_database()))
    and s.name like 'pgrst.%'
  order by s.name, d.setdatabase desc
),
computed as (
  select 'pgrst.' || k as name, pg_catalog.current_setting('pgrst.' || k, true) as value
  from pg_catalog.unnest(?::text[]) as k
)
select pg_catalog.json_object_agg(
  pg_catalog.substr(coalesce(stored.name, computed.name), 7), coalesce(stored.value, computed.value))::text
from stored
full join computed on computed.name = stored.name
where coalesce(stored.value, computed.value) <> ''
