-- Trigger function: a memory that nobody shares is not shown to others, and one that is emptied for each run has no summary that rolls on.
create or replace function agents.check_memory_profile() returns trigger
language plpgsql set search_path = '' as $$
begin
  if new.isolation_mode = 'isolated' and new.visibility <> 'private' then
    perform agents.bad_profile('visibility', format('it is "%s", and "isolation_mode" is isolated; share the memory, or keep it private', new.visibility));
  elsif new.reset_policy = 'per_run' and new.summary_strategy = 'rolling' then
    perform agents.bad_profile('summary_strategy', 'it is rolling, and "reset_policy" empties the memory with each run; choose per_run or none');
  end if;
  return new;
end $$;
