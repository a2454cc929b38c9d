-- Has the engine end a workflow run that never started. It is taken off the shelf only to be cancelled.
create or replace function agents.end_waiting_run(p_run_id uuid, p_reason text) returns void
language sql volatile set search_path = '' as $$
  insert into engine.run_queue (run_id, cancel_asked, cancel_reason)
  select r.id, true, left(p_reason, 2000) from lenses.workflow_runs r
  where r.id = p_run_id and r.status not in ('completed', 'failed', 'cancelled', 'timed_out')
  on conflict (run_id) do update set cancel_asked = true, cancel_reason = coalesce(engine.run_queue.cancel_reason, excluded.cancel_reason),
    available_at = least(engine.run_queue.available_at, now())
$$;
