select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
where n.nspname in ('auth', 'lensers', 'agents', 'lenses', 'ai', 'engine', 'audit', 'public') and c.relkind = 'v' and coalesce(c.reloptions @> array['security_invoker=true'], false) is false
