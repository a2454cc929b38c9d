select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
where n.nspname in ('auth', 'lensers', 'agents', 'lenses', 'ai', 'engine', 'audit', 'public') and c.relkind in ('r', 'p') and (not c.relrowsecurity or c.relforcerowsecurity)
