-- a policy for people on a table of agents asks the one authority (can_manage_ai_lenser, through the set of agents with a scope), looks at rows that
-- such a policy lets through, or at what is public
select format('%s on agents.%s', p.polname, c.relname)
from pg_policy p join pg_class c on c.oid = p.polrelid
where c.relnamespace = 'agents'::regnamespace and 'authenticated'::regrole = any (p.polroles)
  and coalesce(pg_get_expr(p.polqual, p.polrelid), '') || coalesce(pg_get_expr(p.polwithcheck, p.polrelid), '')
    !~ '(agents\.(ai_lenser_ids_with_scope|involved_ai_lenser_ids|can_manage_ai_lenser|has_agent_scope)\(|lensers\.get_auth_lenser_id\(|FROM (agents|lenses)\.\w+)'
