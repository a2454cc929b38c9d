-- an argument that names the caller is compared with the caller; a grantee is not the caller
select p.oid::regprocedure::text from pg_proc p join pg_namespace n on n.oid = p.pronamespace
where n.nspname in ('auth', 'lensers', 'agents', 'lenses', 'ai', 'engine', 'audit', 'public') and p.proargnames && array['p_owner_lenser_id', 'p_human_lenser_id', 'p_lenser_id', 'p_user_id', 'p_caller_id']
  and (has_function_privilege('anon', p.oid, 'execute') or has_function_privilege('authenticated', p.oid, 'execute'))
  and p.prosrc !~ '(require_self|can_act_as)\(' and p.proname not in ('fn_upsert_agent_ownership', 'free_slug', 'require_self')
