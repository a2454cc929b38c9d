-- Trigger function: the one who is asked about a run without an agent is told so, and what came of it.
create or replace function lenses.tell_run_approval() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform engine.notify(array[new.asked_id],
    case when new.status = 'pending' then 'approval.requested' when new.decided_by is null then 'approval.expired' else 'approval.decided' end,
    jsonb_build_object('kind', 'run', 'request_id', new.run_id, 'run_id', new.run_id, 'workflow_id', new.workflow_id, 'gate', 'start_run',
      'workflow_title', (select w.title from lenses.workflows w where w.id = new.workflow_id))
    || case when new.status = 'pending' then jsonb_build_object('expires_at', new.expires_at)
      else jsonb_build_object('status', new.status, 'reason', new.reason,
        'decision', case when new.decided_by is null then 'timed_out' when new.modifications is not null then 'modified' else new.status end) end);
  return null;
end $$;
