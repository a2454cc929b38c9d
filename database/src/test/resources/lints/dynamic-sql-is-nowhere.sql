select p.oid::regprocedure::text from pg_proc p join pg_namespace n on n.oid = p.pronamespace join pg_language l on l.oid = p.prolang
where n.nspname in ('auth', 'lensers', 'agents', 'lenses', 'ai', 'engine', 'audit', 'public') and l.lanname = 'plpgsql' and p.prosrc ~* '(^|;|\mthen|\mloop|\mbegin|\melse)\s*execute\s|for\s+\S+\s+in\s+execute\s|return\s+query\s+execute\s'
