-- Team runs: start, limits, events, cancel, retry. A run that waits for approval is validated and on no queue.

-- owner: a workflow that can run
select count(*) from public.fn_upsert_workflow_nodes('workflow/1', '[{"id": "f1000000-0000-7000-8100-000000000001", "kind": "transform", "config": {"text": "Hi [[who]]"}}, {"id": "f1000000-0000-7000-8200-000000000001", "kind": "transform", "config": {"text": "[[word]]!"}}]')
-- owner: start, which waits for approval
select public.fn_start_team_run('agent/a1', 'workflow/1', '{"who": "me"}')
-- engine_worker: it waits: no place in the queue
select r.approval_status || ' ' || r.status || ' ' || w.status || ' ' || (select count(*) from engine.run_queue q where q.run_id = w.id) from agents.team_runs r join lenses.workflow_runs w on w.id = r.workflow_run_id
=> pending queued validated 0

-- owner: a workflow that can run
select count(*) from public.fn_upsert_workflow_nodes('workflow/1', '[{"id": "f1000000-0000-7000-8100-000000000001", "kind": "transform", "config": {"text": "Hi [[who]]"}}, {"id": "f1000000-0000-7000-8200-000000000001", "kind": "transform", "config": {"text": "[[word]]!"}}]')
-- owner: start, which waits for approval
select public.fn_start_team_run('agent/a1', 'workflow/1', '{"who": "me"}')
-- owner: it tells so
select string_agg(event_type, ' ' order by event_id) from public.fn_agent_run_events('agent/a1', (select r.id from agents.team_runs r where r.workflow_run_id is not null))
=> dispatch.queued approval.requested

-- owner: a workflow that can run
select count(*) from public.fn_upsert_workflow_nodes('workflow/1', '[{"id": "f1000000-0000-7000-8100-000000000001", "kind": "transform", "config": {"text": "Hi [[who]]"}}, {"id": "f1000000-0000-7000-8200-000000000001", "kind": "transform", "config": {"text": "[[word]]!"}}]')
-- owner: no approval needed
update agents.workflow_assignments set approval_policy = '{"requiresApproval": false}', queue_policy = '{"mode": "parallel", "priority": 7}' where id = 'assignment/a1' returning 1
-- owner: start
select public.fn_start_team_run('agent/a1', 'workflow/1', '{"who": "me"}')
-- engine_worker: without approval it is queued at once
select r.approval_status || ' ' || w.status || ' ' || q.priority || ' ' || (r.team_id is not null) || ' ' || (w.budget_credits is null) from agents.team_runs r join lenses.workflow_runs w on w.id = r.workflow_run_id join engine.run_queue q on q.run_id = w.id
=> not_required queued 7 true true

-- owner: a workflow that can run
select count(*) from public.fn_upsert_workflow_nodes('workflow/1', '[{"id": "f1000000-0000-7000-8100-000000000001", "kind": "transform", "config": {"text": "Hi [[who]]"}}, {"id": "f1000000-0000-7000-8200-000000000001", "kind": "transform", "config": {"text": "[[word]]!"}}]')
-- owner: no approval needed
update agents.workflow_assignments set approval_policy = '{"requiresApproval": false}', queue_policy = '{"mode": "parallel", "priority": 7}' where id = 'assignment/a1' returning 1
-- owner: start
select public.fn_start_team_run('agent/a1', 'workflow/1', '{"who": "me"}', 'require_approval')
-- owner: unless approval is asked for
select approval_status from agents.team_runs where workflow_run_id is not null
=> pending

-- owner: a workflow that can run
select count(*) from public.fn_upsert_workflow_nodes('workflow/1', '[{"id": "f1000000-0000-7000-8100-000000000001", "kind": "transform", "config": {"text": "Hi [[who]]"}}, {"id": "f1000000-0000-7000-8200-000000000001", "kind": "transform", "config": {"text": "[[word]]!"}}]')
-- owner: in advance
select public.fn_grant_standing_approval('agent/a1', 'workflow/1')
-- owner: start
select public.fn_start_team_run('agent/a1', 'workflow/1', '{"who": "me"}')
-- owner: a standing approval is enough
select approval_status || ' ' || (metadata ? 'standing_approval_id') from agents.team_runs where workflow_run_id is not null
=> approved true

-- owner: a workflow that can run
select count(*) from public.fn_upsert_workflow_nodes('workflow/1', '[{"id": "f1000000-0000-7000-8100-000000000001", "kind": "transform", "config": {"text": "Hi [[who]]"}}, {"id": "f1000000-0000-7000-8200-000000000001", "kind": "transform", "config": {"text": "[[word]]!"}}]')
-- owner: a missing input
select public.fn_start_team_run('agent/a1', 'workflow/1')
=> ! 22023 missing_binding

-- owner: a workflow that can run
select count(*) from public.fn_upsert_workflow_nodes('workflow/1', '[{"id": "f1000000-0000-7000-8100-000000000001", "kind": "transform", "config": {"text": "Hi [[who]]"}}, {"id": "f1000000-0000-7000-8200-000000000001", "kind": "transform", "config": {"text": "[[word]]!"}}]')
-- owner: no such policy
select public.fn_start_team_run('agent/a1', 'workflow/1', '{}', 'maybe')
=> ! 22023 bad_policy

-- owner: a workflow that is not visible
select public.fn_start_team_run('agent/a1', 'workflow/6')
=> ! P0002 workflow_not_found

-- operator: no scope
select public.fn_start_team_run('agent/a1', 'workflow/2')
=> ! 42501 missing_scope

-- stranger: as good as not there
select public.fn_start_team_run('agent/a1', 'workflow/2')
=> ! P0002 agent_not_found

-- owner: a workflow that can run
select count(*) from public.fn_upsert_workflow_nodes('workflow/1', '[{"id": "f1000000-0000-7000-8100-000000000001", "kind": "transform", "config": {"text": "Hi [[who]]"}}, {"id": "f1000000-0000-7000-8200-000000000001", "kind": "transform", "config": {"text": "[[word]]!"}}]')
-- owner: pause
select public.fn_pause_agent('agent/a1')
-- owner: a paused agent
select public.fn_start_team_run('agent/a1', 'workflow/1', '{"who": "me"}')
=> ! 55000 agent_paused

-- owner: a workflow that can run
select count(*) from public.fn_upsert_workflow_nodes('workflow/1', '[{"id": "f1000000-0000-7000-8100-000000000001", "kind": "transform", "config": {"text": "Hi [[who]]"}}, {"id": "f1000000-0000-7000-8200-000000000001", "kind": "transform", "config": {"text": "[[word]]!"}}]')
-- owner: stop
select public.fn_toggle_kill_switch('agent/a1', true)
-- owner: the kill switch
select public.fn_start_team_run('agent/a1', 'workflow/1', '{"who": "me"}')
=> ! 55000 kill_switch

-- owner: a workflow that can run
select count(*) from public.fn_upsert_workflow_nodes('workflow/1', '[{"id": "f1000000-0000-7000-8100-000000000001", "kind": "transform", "config": {"text": "Hi [[who]]"}}, {"id": "f1000000-0000-7000-8200-000000000001", "kind": "transform", "config": {"text": "[[word]]!"}}]')
-- owner: two are there
select public.fn_update_agent_policy('agent/a1', '{"max_parallel_runs": 3}')
-- owner: too many at once
select public.fn_start_team_run('agent/a1', 'workflow/1', '{"who": "me"}')
=> ! 54000 too_many_runs

-- owner: a workflow that can run
select count(*) from public.fn_upsert_workflow_nodes('workflow/1', '[{"id": "f1000000-0000-7000-8100-000000000001", "kind": "transform", "config": {"text": "Hi [[who]]"}}, {"id": "f1000000-0000-7000-8200-000000000001", "kind": "transform", "config": {"text": "[[word]]!"}}]')
-- owner: limit
select public.fn_update_agent_policy('agent/a1', '{"max_daily_runs": 3}')
-- owner: too many in a day
select public.fn_start_team_run('agent/a1', 'workflow/1', '{"who": "me"}')
=> ! 54000 too_many_runs_today

-- owner: a workflow that can run
select count(*) from public.fn_upsert_workflow_nodes('workflow/1', '[{"id": "f1000000-0000-7000-8100-000000000001", "kind": "transform", "config": {"text": "Hi [[who]]"}}, {"id": "f1000000-0000-7000-8200-000000000001", "kind": "transform", "config": {"text": "[[word]]!"}}]')
-- owner: limit
select public.fn_update_agent_policy('agent/a1', '{"spending_limit_credits": 0}')
-- owner: nothing left to spend
select public.fn_start_team_run('agent/a1', 'workflow/1', '{"who": "me"}')
=> ! 54000 budget_exhausted

-- owner: a workflow that can run
select count(*) from public.fn_upsert_workflow_nodes('workflow/1', '[{"id": "f1000000-0000-7000-8100-000000000001", "kind": "transform", "config": {"text": "Hi [[who]]"}}, {"id": "f1000000-0000-7000-8200-000000000001", "kind": "transform", "config": {"text": "[[word]]!"}}]')
-- owner: deny
select approval_default from public.fn_update_workspace_settings('agent/a1', '{"approval_default": "deny"}')
-- owner: settings that allow no runs
select public.fn_start_team_run('agent/a1', 'workflow/1', '{"who": "me"}')
=> ! 42501 runs_denied

-- owner: a workflow that can run
select count(*) from public.fn_upsert_workflow_nodes('workflow/1', '[{"id": "f1000000-0000-7000-8100-000000000001", "kind": "transform", "config": {"text": "Hi [[who]]"}}, {"id": "f1000000-0000-7000-8200-000000000001", "kind": "transform", "config": {"text": "[[word]]!"}}]')
-- owner: start, which waits for approval
select public.fn_start_team_run('agent/a1', 'workflow/1', '{"who": "me"}')
-- owner: the team runs
select (r ->> 'status') || ' ' || (r ->> 'workflow_title') from public.fn_list_team_runs('agent/a1') r
=> queued private · queued private · queued private · queued private

-- stranger: nothing to see
select r ->> 'id' from public.fn_list_team_runs('agent/a1') r
=> nothing

-- owner: those that are not over
select count(*) from public.fn_list_active_team_runs('agent/a1')
=> 3

-- revoked: nothing to see
select r from public.fn_list_active_team_runs('agent/a1') r
=> nothing

-- owner: note
select public.fn_append_team_run_event('teamrun/a1', 'node.log', '{"text": "hi"}')
-- owner: a note of the owner's
select event_type || ' ' || event_id || ' ' || payload from public.fn_agent_run_events('agent/a1', 'teamrun/a1') limit 1
=> node.log 2 {"text": "hi"}

-- owner: what only the engine tells
select public.fn_append_team_run_event('teamrun/a1', 'run.completed', '{}')
=> ! 22023 bad_event_type

-- owner: no object
select public.fn_append_team_run_event('teamrun/a1', 'node.log', '[]')
=> ! 22023 bad_payload

-- owner: too much
select public.fn_append_team_run_event('teamrun/a1', 'node.log', jsonb_build_object('x', repeat('x', 70000)))
=> ! 54000 payload_too_large

-- owner: end
select public.fn_cancel_agent_run('teamrun/a1', 'agent/a1')
-- owner: a run that is over
select public.fn_append_team_run_event('teamrun/a1', 'node.log', '{}')
=> ! 55000 run_finished

-- owner: not found
select public.fn_append_team_run_event('teamrun/a2', 'node.log', '{}')
=> ! P0002 team_run_not_found

-- operator: looking is not writing
select public.fn_append_team_run_event('teamrun/a1', 'node.log', '{}')
=> ! 42501 missing_scope

-- owner: the steps
select s ->> 'title' from public.fn_list_agent_run_steps('teamrun/a1') s
=> step

-- stranger: nothing to see
select s from public.fn_list_agent_run_steps('teamrun/a1') s
=> nothing

-- operator: events of one type
select count(*) from public.fn_agent_run_events('agent/a1', null, 'dispatch.queued')
=> 1

-- stranger: nothing to see
select id from public.fn_agent_run_events('agent/a1')
=> nothing

-- owner: a workflow that can run
select count(*) from public.fn_upsert_workflow_nodes('workflow/1', '[{"id": "f1000000-0000-7000-8100-000000000001", "kind": "transform", "config": {"text": "Hi [[who]]"}}, {"id": "f1000000-0000-7000-8200-000000000001", "kind": "transform", "config": {"text": "[[word]]!"}}]')
-- owner: start, which waits for approval
select public.fn_start_team_run('agent/a1', 'workflow/1', '{"who": "me"}')
-- owner: end
select public.fn_cancel_agent_run((select r.id from agents.team_runs r where r.workflow_run_id is not null), 'agent/a1')
-- engine_worker: both runs end; the engine takes the other to end it
select r.status || ' ' || r.approval_status || ' ' || q.cancel_asked from agents.team_runs r join engine.run_queue q on q.run_id = r.workflow_run_id
=> cancelled rejected true

-- owner: end
select public.fn_cancel_agent_run('teamrun/a1', 'agent/a1')
-- owner: it is over
select public.fn_cancel_agent_run('teamrun/a1', 'agent/a1')
=> ! 55000 run_finished

-- owner: a run of another agent
select public.fn_cancel_agent_run('teamrun/a2', 'agent/a1')
=> ! P0002 team_run_not_found

-- operator: no scope
select public.fn_cancel_agent_run('teamrun/a1', 'agent/a1')
=> ! 42501 missing_scope

-- owner: a workflow that can run
select count(*) from public.fn_upsert_workflow_nodes('workflow/1', '[{"id": "f1000000-0000-7000-8100-000000000001", "kind": "transform", "config": {"text": "Hi [[who]]"}}, {"id": "f1000000-0000-7000-8200-000000000001", "kind": "transform", "config": {"text": "[[word]]!"}}]')
-- owner: no approval needed
update agents.workflow_assignments set approval_policy = '{"requiresApproval": false}', queue_policy = '{"mode": "parallel", "priority": 7}' where id = 'assignment/a1' returning 1
-- owner: start
select public.fn_start_team_run('agent/a1', 'workflow/1', '{"who": "me"}')
-- engine_worker: runs it
update lenses.workflow_runs set status = 'running' where ai_lenser_id = 'agent/a1' and workflow_id = 'workflow/1' returning 1
-- engine_worker: ends it
update lenses.workflow_runs set status = 'failed', completed_at = now() where ai_lenser_id = 'agent/a1' and workflow_id = 'workflow/1' returning 1
-- owner: the team run follows the workflow run
select string_agg(r.status || ' ' || (r.completed_at is not null), '') || ' ' || (select string_agg(e.event_type, ' ' order by e.event_id) from agents.agent_run_events e join agents.team_runs x on x.id = e.team_run_id where x.workflow_run_id is not null) from agents.team_runs r where r.workflow_run_id is not null
=> failed true dispatch.queued run.started run.failed

-- owner: a workflow that can run
select count(*) from public.fn_upsert_workflow_nodes('workflow/1', '[{"id": "f1000000-0000-7000-8100-000000000001", "kind": "transform", "config": {"text": "Hi [[who]]"}}, {"id": "f1000000-0000-7000-8200-000000000001", "kind": "transform", "config": {"text": "[[word]]!"}}]')
-- owner: start, which waits for approval
select public.fn_start_team_run('agent/a1', 'workflow/1', '{"who": "me"}')
-- owner: end
select public.fn_cancel_agent_run((select r.id from agents.team_runs r where r.workflow_run_id is not null), 'agent/a1')
-- owner: again
select public.fn_retry_agent_run('agent/a1', (select r.id from agents.team_runs r where r.workflow_run_id is not null))
-- owner: once more
select count(*) || ' ' || count(metadata ->> 'retry_of') from agents.team_runs where workflow_run_id is not null
=> 2 1

-- owner: not over yet
select public.fn_retry_agent_run('agent/a1', 'teamrun/a1')
=> ! 55000 run_not_finished

-- owner: not found
select public.fn_retry_agent_run('agent/a1', 'teamrun/a2')
=> ! P0002 team_run_not_found

-- owner: a team run is not changed by table
update agents.team_runs set approval_status = 'approved' where id = 'waiting/a1'
=> ! 42501

-- owner: nor a workflow run
update lenses.workflow_runs set status = 'completed', spent_credits = 0 where id = 'run/1'
=> ! 42501
