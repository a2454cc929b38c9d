-- What is wrong with the keys of a JSON object of which only some are known; NULL when all are, or when it is not there.
create or replace function lenses.key_problem(p_what text, p_value jsonb, p_known text[]) returns text
language sql immutable parallel safe set search_path = '' as $$
  select case
    when p_value is null then null
    when jsonb_typeof(p_value) <> 'object' then format('%s is an object', p_what)
    else (select format('%s has no "%s"', p_what, min(k)) from jsonb_object_keys(p_value) k where k <> all (p_known) having count(*) > 0)
  end
$$;
