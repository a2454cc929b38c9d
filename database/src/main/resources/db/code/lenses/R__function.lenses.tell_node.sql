-- Trigger function: who may answer a node is told that it asks a person, and that it was answered or that nobody did in time.
create or replace function lenses.tell_node() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_run lenses.workflow_runs;
  v_late boolean := new.status = 'timed_out' or new.status = 'failed' and new.error ->> 'cause' = 'timeout';
begin
  select * into v_run from lenses.workflow_runs r where r.id = new.run_id;
  perform engine.notify(case when v_run.ai_lenser_id is null then array[v_run.triggered_by] else agents.deciders_of(v_run.ai_lenser_id) end,
    case when new.status = 'blocked' then 'approval.requested' when v_late then 'approval.expired' else 'approval.decided' end,
    jsonb_build_object('kind', 'node', 'request_id', lenses.node_request_id(new.run_id, new.node_id), 'run_id', new.run_id, 'node_id', new.node_id, 'workflow_id', v_run.workflow_id,
      'workflow_title', (select w.title from lenses.workflows w where w.id = v_run.workflow_id), 'ai_lenser_id', v_run.ai_lenser_id, 'gate',
      coalesce((select g.gate from agents.gate_requests g where g.run_id = new.run_id and g.node_id = new.node_id order by g.id desc limit 1), 'human_input'),
      'decision', case when v_late then 'timed_out' when new.status in ('failed', 'skipped') then 'rejected' when new.status = 'cancelled' then 'withdrawn'
        when new.status <> 'blocked' then 'approved' end));
  return null;
end $$;
