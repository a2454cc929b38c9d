-- Trigger function: the settings with which a profile has its model asked are ones that the engine passes on.
create or replace function agents.check_model_params() returns trigger
language plpgsql set search_path = '' as $$
declare
  v_fault record;
begin
  select s.key, case s.key
      when 'temperature' then 'it is a number from 0 to 2' when 'maxTokens' then 'it is a whole number from 1 to 1000000'
      when 'seed' then 'it is a whole number from 0 to 2147483647' else 'it is not a setting of a model; settings are maxTokens, seed, temperature' end as problem
  into v_fault
  from jsonb_each(new.params) s
  where case when jsonb_typeof(s.value) <> 'number' then true else case s.key
      when 'temperature' then s.value::numeric not between 0 and 2
      when 'maxTokens' then s.value::numeric not between 1 and 1000000 or s.value::numeric <> trunc(s.value::numeric)
      when 'seed' then s.value::numeric not between 0 and 2147483647 or s.value::numeric <> trunc(s.value::numeric)
      else true end end
  order by s.key limit 1;
  if v_fault.key is not null then
    perform agents.bad_profile('params.' || v_fault.key, v_fault.problem);
  end if;
  return new;
end $$;
