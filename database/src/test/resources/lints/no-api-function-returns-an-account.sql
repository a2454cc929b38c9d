select p.oid::regprocedure::text from pg_proc p join pg_namespace n on n.oid = p.pronamespace
  join pg_type t on t.oid = p.prorettype left join pg_class c on c.oid = t.typrelid left join pg_namespace cn on cn.oid = c.relnamespace
where n.nspname in ('auth', 'lensers', 'agents', 'lenses', 'ai', 'engine', 'audit', 'public') and cn.nspname = 'auth' and not (p.prorettype = 'trigger'::regtype)
  and (has_function_privilege('anon', p.oid, 'execute') or has_function_privilege('authenticated', p.oid, 'execute'))
