select c.oid::regclass || ': ' || a.privilege_type || ' to ' || coalesce(nullif(a.grantee, 0)::regrole::text, 'PUBLIC')
from pg_class c join pg_namespace n on n.oid = c.relnamespace, aclexplode(c.relacl) a
where n.nspname in ('auth', 'lensers', 'agents', 'lenses', 'ai', 'engine', 'audit', 'public') and a.grantee <> c.relowner
  and (a.privilege_type not in ('SELECT', 'INSERT', 'UPDATE', 'DELETE') or a.grantee = 0 or a.is_grantable)
