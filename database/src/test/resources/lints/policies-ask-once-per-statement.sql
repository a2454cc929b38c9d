-- the caller's identity is a sub-select, which the planner runs once, not a call for every row
select p.polname || ' on ' || p.polrelid::regclass
from pg_policy p, unnest(array[pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid)]) as e (text)
where regexp_replace(e.text, '\( SELECT \w+\.\w+\([^()]*\) AS \w+\)', '', 'g')
  ~ '(auth\.(uid|jwt|role)|lensers\.(get_auth_lenser_id|acting_profile_ids)|agents\.(managed_ai_lenser_ids|involved_ai_lenser_ids|ai_lenser_ids_with_scope))\('
