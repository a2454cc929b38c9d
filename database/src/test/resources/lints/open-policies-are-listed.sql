-- finding: a policy that lets every row through and is not in lints/open-policies.txt, or an entry that is none
with open as (
  select p.polrelid::regclass || ' ' || p.polname as name
  from pg_policy p
  where pg_get_expr(p.polqual, p.polrelid) = 'true' or pg_get_expr(p.polwithcheck, p.polrelid) = 'true'
)
select name from open where name <> all (string_to_array(:listed, ','))
union all
select l || ' is listed' from unnest(string_to_array(:listed, ',')) l where l <> all (array(select name from open))
