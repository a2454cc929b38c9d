-- a body in SQL-standard form is bound to its names when it is made, so it may do without (and be inlined)
select p.oid::regprocedure::text from pg_proc p join pg_namespace n on n.oid = p.pronamespace
where n.nspname in ('auth', 'lensers', 'agents', 'lenses', 'ai', 'engine', 'audit', 'public') and coalesce(p.proconfig @> array['search_path=""'], false) is false
  and p.prosqlbody is null
