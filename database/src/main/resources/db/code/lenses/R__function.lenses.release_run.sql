-- Sends a run that was approved to the queue, with the inputs that whoever approved it changed. Callers have decided.
create or replace function lenses.release_run(p_run_id uuid, p_modifications jsonb, p_priority int) returns void
language plpgsql volatile set search_path = '' as $$
declare
  v_inputs jsonb;
begin
  update lenses.workflow_runs r
  set status = 'queued', context_inputs = r.context_inputs || coalesce(p_modifications, '{}')
  where r.id = p_run_id and r.status = 'validated'
  returning r.context_inputs into v_inputs;
  if not found then
    raise exception 'the run is over already' using errcode = '55000', hint = 'run_finished: there is nothing left to approve';
  end if;
  perform lenses.refuse_inputs(v_inputs, v.input_names, v.required_inputs, v.typed_inputs)
  from lenses.workflow_runs r join lenses.workflow_versions v on v.id = r.workflow_version_id where r.id = p_run_id;
  insert into engine.run_queue (run_id, priority) values (p_run_id, p_priority)
  on conflict (run_id) do update set available_at = least(engine.run_queue.available_at, now());
end $$;
