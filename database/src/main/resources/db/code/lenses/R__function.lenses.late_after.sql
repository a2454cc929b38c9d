-- An instant that nobody dispatched for so long was missed; until then it is only late.
create or replace function lenses.late_after() returns interval
language sql immutable parallel safe set search_path = '' as $$
  select interval '5 minutes'
$$;

grant execute on function lenses.late_after to engine_worker, engine_scheduler;
