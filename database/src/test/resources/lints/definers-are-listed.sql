-- finding: a definer that lints/definers.txt does not list, or an entry that is none
select p.oid::regprocedure::text from pg_proc p join pg_namespace n on n.oid = p.pronamespace
where n.nspname in ('auth', 'lensers', 'agents', 'lenses', 'ai', 'engine', 'audit', 'public') and p.prosecdef and n.nspname || '.' || p.proname <> all (string_to_array(:listed, ','))
union all
select l || ' is listed' from unnest(string_to_array(:listed, ',')) l
where not exists (
  select from pg_proc p join pg_namespace n on n.oid = p.pronamespace
  where n.nspname || '.' || p.proname = l and p.prosecdef)
