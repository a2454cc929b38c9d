-- Adds an event of the caller's to a run that is not over. Only types that claim nothing about the run's progress: the rest is the engine's.
create or replace function public.fn_append_workflow_run_event(p_run_id uuid, p_type text, p_payload jsonb default '{}')
returns table (event_id bigint, created_at timestamptz)
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
declare
  v_event_id bigint;
begin
  perform lensers.require_lenser();
  perform lenses.require_run(p_run_id, p_act => true);
  if p_type is null or p_type not in ('node.log', 'moderation.flagged') then
    raise exception 'events of type "%" are written by the engine only', p_type using
      errcode = '22023', hint = 'bad_event_type: append node.log or moderation.flagged';
  end if;
  if jsonb_typeof(coalesce(p_payload, '{}')) <> 'object' or not lenses.is_uuid(coalesce(p_payload ->> 'nodeId', p_run_id::text)) then
    raise exception 'a payload is a JSON object, and nodeId in it a node''s id' using errcode = '22023', hint = 'bad_payload: pass {"key": value, …}';
  end if;
  if octet_length(p_payload::text) > 65536 then
    raise exception 'the payload has more than 64 KiB' using errcode = '54000', hint = 'payload_too_large: pass less, or a reference to it';
  end if;
  -- the row's counter alone keeps ids dense; the lock lets appenders of one run queue up before they hold a row
  perform pg_advisory_xact_lock(hashtextextended('lenses.run_events:' || p_run_id, 0));
  update lenses.workflow_runs r
  set last_event_id = r.last_event_id + 1
  -- run.started is the first event and the terminal one the last, and both are the engine's
  where r.id = p_run_id and r.last_event_id > 0 and r.status not in ('completed', 'failed', 'cancelled', 'timed_out')
  returning r.last_event_id into v_event_id;
  if v_event_id is null then
    raise exception 'run % takes no events: it has not started yet, or it is over', p_run_id using
      errcode = '55000', hint = 'run_not_running: append between run.started and the terminal event';
  end if;
  return query
    insert into lenses.workflow_run_events as e (run_id, event_id, type, payload, node_id)
    values (p_run_id, v_event_id, p_type, coalesce(p_payload, '{}'), (p_payload ->> 'nodeId')::uuid)
    returning e.event_id, e.occurred_at;
end $$;

grant execute on function public.fn_append_workflow_run_event(uuid, text, jsonb) to authenticated;
