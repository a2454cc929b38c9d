-- Locks the queue rows of runs, in the order in which everybody locks them. Whoever changes what belongs to a run and then wakes it holds its
-- row first, for a worker that writes has it before all else: the other way round the two would wait for each other.
create or replace function engine.hold_runs(variadic p_run_ids uuid[]) returns void
language plpgsql volatile set search_path = '' as $$
begin
  perform from engine.run_queue q where q.run_id = any (p_run_ids) order by q.run_id for no key update;
end $$;
