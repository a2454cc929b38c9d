-- Leaves an answer for a waiting run and has the engine look at it.
create or replace function engine.signal(p_run_id uuid, p_node_id uuid, p_kind text, p_payload jsonb) returns void
language sql volatile set search_path = '' as $$
  insert into engine.signals (run_id, node_id, kind, payload) values (p_run_id, p_node_id, p_kind, p_payload);

  insert into engine.run_queue (run_id)
  select r.id from lenses.workflow_runs r where r.id = p_run_id and r.status not in ('completed', 'failed', 'cancelled', 'timed_out', 'validated', 'draft')
  on conflict (run_id) do update set available_at = least(engine.run_queue.available_at, now())
$$;

grant execute on function engine.signal to engine_worker;
