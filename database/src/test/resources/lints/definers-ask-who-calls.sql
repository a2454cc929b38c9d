-- a definer that API roles may call names an authority function, or looks at what is public only
select p.oid::regprocedure::text from pg_proc p join pg_namespace n on n.oid = p.pronamespace
where n.nspname in ('auth', 'lensers', 'agents', 'lenses', 'ai', 'engine', 'audit', 'public') and p.prosecdef
  and (has_function_privilege('anon', p.oid, 'execute') or has_function_privilege('authenticated', p.oid, 'execute'))
  and p.prosrc !~ ('(token_hash = sha256|auth\.uid|get_auth_lenser_id|acting_profile_ids|can_act_as|require_\w+|managed_ai_lenser_ids|involved_ai_lenser_ids'
    '|can_manage_ai_lenser|has_agent_scope|can_read_\w+|can_edit_\w+|can_view_\w+|agent_json|find_workflow|own_\w+|visible_\w+|readable_\w+|editable_\w+)\(|visibility = ''public'' and \w+\.status = ''published''')
