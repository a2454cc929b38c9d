-- what is decided, spent or reached is never written into a table by an API role: functions and the engine do that
select format('%s may %s %s.%s', r.role, v.verb, c.oid::regclass, a.attname)
from pg_class c
join pg_namespace n on n.oid = c.relnamespace
join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
cross join (values ('anon'), ('authenticated'), ('service_role')) r (role)
cross join (values ('insert'), ('update')) v (verb)
where c.relkind = 'r' and n.nspname in ('lensers', 'agents', 'lenses', 'ai', 'engine', 'audit', 'auth')
  and has_column_privilege(r.role, c.oid, a.attnum, v.verb)
  and (a.attname in ('approval_status', 'approval_expires_at', 'spent_credits', 'input_tokens', 'output_tokens', 'cost_credits', 'last_event_id',
      'content_hash', 'hash', 'is_redacted', 'revoked_at', 'permission_scope', 'ciphertext', 'wrapped_dek', 'published_at', 'next_run_at', 'user_id')
    or a.attname = 'status' and c.relname in ('workflow_runs', 'workflow_node_results', 'team_runs', 'agent_run_steps', 'tool_invocations',
      'workflow_versions', 'profiles', 'keys')
    or a.attname = 'role' and c.relname = 'ownerships'
    -- rows are not given away
    or v.verb = 'update' and a.attname in ('lenser_id', 'owner_lenser_id', 'ai_lenser_id', 'lens_id', 'workflow_id', 'team_id', 'profile_id'))
