-- Locks a run's place in the queue, as a worker does before it writes what the run did. Whoever is going to tell a run something and also
-- writes to its team run begins here: everybody locks the two in this order.
create or replace function engine.hold_run(p_run_id uuid) returns void
language plpgsql volatile set search_path = '' as $$
begin
  perform from engine.run_queue q where q.run_id = p_run_id for no key update;
end $$;
