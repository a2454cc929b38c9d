-- What is wrong with the form of a contract (docs/reference/contracts.md); an empty list when nothing is.
create or replace function lenses.contract_problems(p_contract jsonb, p_is_output boolean) returns text[]
language sql immutable set search_path = '' as $$
  with entries as (
    select e.key, e.value, jsonb_typeof(e.value) as kind from jsonb_each(p_contract) as e (key, value)
  ),
  problems as (
    select 1 as part, e.key as name, case
      when e.key in ('kind', 'artifactKind') and (e.kind <> 'string' or char_length(e.value #>> '{}') not between 1 and 60)
        then format('%s must be a string of 1 to 60 characters', e.key)
      when e.key = 'fields' and e.kind <> 'object' then 'fields must be an object'
      when e.key = 'strict' and e.kind <> 'boolean' then 'strict must be true or false'
      when e.key = 'description' and e.kind <> 'string' then 'description must be a string'
      when e.key = 'requireAnyOf' and not (e.kind = 'array' and not jsonb_path_exists(e.value,
          '$[*] ? (@.type() != "array" || @.size() == 0 || exists (@[*] ? (@.type() != "string")))'))
        then 'requireAnyOf must be a list of lists of field names'
      when e.key not in ('kind', 'artifactKind', 'fields', 'strict', 'description', 'requireAnyOf')
        then format('unknown key "%s"', e.key)
    end as problem
    from entries e
    union all
    select 0, needed.key, format('an output contract must declare %s', needed.key)
    from (values ('kind'), ('artifactKind')) as needed (key)
    where p_is_output and not p_contract ? needed.key
    union all
    select 2, f.name, p.problem
    from entries e,
      lateral jsonb_each(case when e.key = 'fields' and e.kind = 'object' then e.value else '{}' end) as f (name, field),
      lateral unnest(lenses.contract_field_problems(f.name, f.field)) as p (problem)
    union all
    select 3, f.name, format('requireAnyOf names "%s", which is no field', f.name)
    from entries e,
      lateral jsonb_path_query(case when e.key = 'requireAnyOf' then e.value else '[]' end, '$[*][*] ? (@.type() == "string")') as q (v),
      lateral (select q.v #>> '{}' as name) f
    where p_contract ? 'fields' and jsonb_typeof(p_contract -> 'fields') = 'object' and not p_contract -> 'fields' ? f.name
  )
  select coalesce(array_agg(problem order by part, name collate "C", problem collate "C"), '{}') from problems where problem is not null
$$;

grant execute on function lenses.contract_problems(jsonb, boolean) to authenticated;
