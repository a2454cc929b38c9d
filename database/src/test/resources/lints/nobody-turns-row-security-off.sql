select p.oid::regprocedure::text from pg_proc p join pg_namespace n on n.oid = p.pronamespace
where n.nspname in ('auth', 'lensers', 'agents', 'lenses', 'ai', 'engine', 'audit', 'public') and (p.proconfig::text ~ 'row_security' or p.prosrc ~* 'row_security\s*(=|to|'',)')
