select d.defaclobjtype::text || ' to ' || coalesce(nullif(a.grantee, 0)::regrole::text, 'PUBLIC')
from pg_default_acl d, aclexplode(d.defaclacl) a where a.grantee <> d.defaclrole
union all
select 'functions of clens_owner are executable by PUBLIC by default'
where not exists (
  select from pg_default_acl d where d.defaclrole = 'clens_owner'::regrole and d.defaclobjtype = 'f' and d.defaclnamespace = 0)
