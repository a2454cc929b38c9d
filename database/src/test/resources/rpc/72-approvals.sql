-- Approvals: one decision, by whoever may; standing ones; the scratchpad.

-- owner: a workflow that can run
select count(*) from public.fn_upsert_workflow_nodes('workflow/1', '[{"id": "f1000000-0000-7000-8100-000000000001", "kind": "transform", "config": {"text": "Hi [[who]]"}}, {"id": "f1000000-0000-7000-8200-000000000001", "kind": "transform", "config": {"text": "[[word]]!"}}]')
-- owner: start, which waits for approval
select public.fn_start_team_run('agent/a1', 'workflow/1', '{"who": "me"}')
-- co_owner: yes
select approval_status from public.fn_decide_approval((select r.id from agents.team_runs r where r.workflow_run_id is not null), 'approved', 'fine')
-- engine_worker: approved: queued
select r.approval_status || ' ' || w.status || ' ' || count(q.run_id) from agents.team_runs r join lenses.workflow_runs w on w.id = r.workflow_run_id left join engine.run_queue q on q.run_id = w.id group by 1, r.approval_status, w.status
=> ! 42803

-- owner: a workflow that can run
select count(*) from public.fn_upsert_workflow_nodes('workflow/1', '[{"id": "f1000000-0000-7000-8100-000000000001", "kind": "transform", "config": {"text": "Hi [[who]]"}}, {"id": "f1000000-0000-7000-8200-000000000001", "kind": "transform", "config": {"text": "[[word]]!"}}]')
-- owner: start, which waits for approval
select public.fn_start_team_run('agent/a1', 'workflow/1', '{"who": "me"}')
-- owner: what is answered
select approval_status || ' ' || run_status || ' ' || (metadata ->> 'decision_reason') || ' ' || (metadata ->> 'decision_by_lenser_id') || ' ' || (decided_at is not null) from public.fn_decide_approval((select r.id from agents.team_runs r where r.workflow_run_id is not null), 'approved', 'fine')
=> approved queued fine b0000000-0000-7000-8000-000000000001 true

-- owner: a workflow that can run
select count(*) from public.fn_upsert_workflow_nodes('workflow/1', '[{"id": "f1000000-0000-7000-8100-000000000001", "kind": "transform", "config": {"text": "Hi [[who]]"}}, {"id": "f1000000-0000-7000-8200-000000000001", "kind": "transform", "config": {"text": "[[word]]!"}}]')
-- owner: start, which waits for approval
select public.fn_start_team_run('agent/a1', 'workflow/1', '{"who": "me"}')
-- owner: yes, but
select approval_status from public.fn_decide_approval((select r.id from agents.team_runs r where r.workflow_run_id is not null), 'modified', null, '{"who": "you"}')
-- owner: modified: the inputs are
select w.context_inputs ->> 'who' from lenses.workflow_runs w join agents.team_runs r on r.workflow_run_id = w.id
=> you

-- owner: a workflow that can run
select count(*) from public.fn_upsert_workflow_nodes('workflow/1', '[{"id": "f1000000-0000-7000-8100-000000000001", "kind": "transform", "config": {"text": "Hi [[who]]"}}, {"id": "f1000000-0000-7000-8200-000000000001", "kind": "transform", "config": {"text": "[[word]]!"}}]')
-- owner: start, which waits for approval
select public.fn_start_team_run('agent/a1', 'workflow/1', '{"who": "me"}')
-- owner: modified to what does not fit
select approval_status from public.fn_decide_approval((select r.id from agents.team_runs r where r.workflow_run_id is not null), 'modified', null, '{"whom": "you"}')
=> ! 22023 unknown_input

-- owner: a workflow that can run
select count(*) from public.fn_upsert_workflow_nodes('workflow/1', '[{"id": "f1000000-0000-7000-8100-000000000001", "kind": "transform", "config": {"text": "Hi [[who]]"}}, {"id": "f1000000-0000-7000-8200-000000000001", "kind": "transform", "config": {"text": "[[word]]!"}}]')
-- owner: start, which waits for approval
select public.fn_start_team_run('agent/a1', 'workflow/1', '{"who": "me"}')
-- owner: no
select approval_status from public.fn_decide_approval((select r.id from agents.team_runs r where r.workflow_run_id is not null), 'rejected', 'too dear')
-- engine_worker: rejected: ended
select r.approval_status || ' ' || r.status || ' ' || q.cancel_reason from agents.team_runs r join engine.run_queue q on q.run_id = r.workflow_run_id
=> rejected cancelled too dear

-- owner: a workflow that can run
select count(*) from public.fn_upsert_workflow_nodes('workflow/1', '[{"id": "f1000000-0000-7000-8100-000000000001", "kind": "transform", "config": {"text": "Hi [[who]]"}}, {"id": "f1000000-0000-7000-8200-000000000001", "kind": "transform", "config": {"text": "[[word]]!"}}]')
-- owner: start, which waits for approval
select public.fn_start_team_run('agent/a1', 'workflow/1', '{"who": "me"}')
-- owner: yes
select approval_status from public.fn_decide_approval((select r.id from agents.team_runs r where r.workflow_run_id is not null), 'approved')
-- owner: the second is told
select approval_status from public.fn_decide_approval((select r.id from agents.team_runs r where r.workflow_run_id is not null), 'rejected')
=> ! 40001 already_decided

-- owner: a workflow that can run
select count(*) from public.fn_upsert_workflow_nodes('workflow/1', '[{"id": "f1000000-0000-7000-8100-000000000001", "kind": "transform", "config": {"text": "Hi [[who]]"}}, {"id": "f1000000-0000-7000-8200-000000000001", "kind": "transform", "config": {"text": "[[word]]!"}}]')
-- owner: start, which waits for approval
select public.fn_start_team_run('agent/a1', 'workflow/1', '{"who": "me"}')
-- owner: yes
select approval_status from public.fn_decide_approval((select r.id from agents.team_runs r where r.workflow_run_id is not null), 'approved')
-- owner: events and the log tell it
select (select string_agg(event_type, ' ' order by event_id) from agents.agent_run_events where team_run_id = (select r.id from agents.team_runs r where r.workflow_run_id is not null)) || ' ' || (select count(*) from agents.action_logs where action_type = 'approval.decided') || ' ' || (select count(*) from audit.log where action = 'approval.decided')
=> dispatch.queued approval.requested approval.decided 1 1

-- owner: nothing to decide
select approval_status from public.fn_decide_approval('teamrun/a1', 'approved')
=> ! 55000 nothing_to_decide

-- owner: no decision
select approval_status from public.fn_decide_approval('waiting/a1', 'maybe')
=> ! 22023 bad_decision

-- owner: modifications without saying so
select approval_status from public.fn_decide_approval('waiting/a1', 'approved', null, '{}')
=> ! 22023 bad_modifications

-- operator: no scope
select approval_status from public.fn_decide_approval('waiting/a1', 'approved')
=> ! 42501 missing_scope

-- stranger: not found
select approval_status from public.fn_decide_approval('waiting/a1', 'approved')
=> ! P0002 team_run_not_found

-- revoked: a revoked one neither
select approval_status from public.fn_decide_approval('waiting/a1', 'approved')
=> ! P0002 team_run_not_found

-- owner: out of time
select approval_status from public.fn_decide_approval('late/a1', 'approved')
=> ! 55000 approval_expired

-- owner: grant
select role from public.fn_upsert_agent_ownership('agent/a1', 'profile/3', 'operator', '{approvals:decide}')
-- operator: an operator with the scope
select approval_status from public.fn_decide_approval('waiting/a1', 'rejected')
=> rejected

-- owner: many, each on its own
select ok || ' ' || coalesce(code, '-') from public.fn_decide_approvals('[{"team_run_id": "c5000000-0000-7000-8001-0000000000a1", "decision": "rejected"}, {"team_run_id": "c5000000-0000-7000-8001-0000000000a1", "decision": "approved"}, {"request_id": "c5000000-0000-7000-8001-0000000000a2", "decision": "approved"}]')
=> true - · false already_decided · false team_run_not_found

-- owner: no list
select ok from public.fn_decide_approvals('{}')
=> ! 22023 bad_decisions

-- owner: too many
select ok from public.fn_decide_approvals((select jsonb_agg(jsonb_build_object('team_run_id', 'c5000000-0000-7000-8001-0000000000a1', 'decision', 'approved')) from generate_series(1, 101)))
=> ! 54000 too_many_decisions

-- maintenance: who was late
select public.fn_expire_stale_approvals()
=> 2

-- engine_scheduler: first
select public.fn_expire_stale_approvals()
-- engine_scheduler: once
select public.fn_expire_stale_approvals()
=> 0

-- engine_worker: sweep
select public.fn_expire_stale_approvals()
-- owner: it ends as rejected
select approval_status || ' ' || status || ' ' || (metadata ? 'timed_out_at') from agents.team_runs where id = 'late/a1'
=> rejected cancelled true

-- owner: not for people
select public.fn_expire_stale_approvals()
=> ! 42501

-- owner: a workflow that can run
select count(*) from public.fn_upsert_workflow_nodes('workflow/1', '[{"id": "f1000000-0000-7000-8100-000000000001", "kind": "transform", "config": {"text": "Hi [[who]]"}}, {"id": "f1000000-0000-7000-8200-000000000001", "kind": "transform", "config": {"text": "[[word]]!"}}]')
-- owner: start, which waits for approval
select public.fn_start_team_run('agent/a1', 'workflow/1', '{"who": "me"}')
-- owner: no
select approval_status from public.fn_decide_approval((select r.id from agents.team_runs r where r.workflow_run_id is not null), 'rejected')
-- owner: what waits, and what was decided
select (a ->> 'approval_status') || ' ' || (a ->> 'title') || ' ' || (a ->> 'gate_kind') from public.fn_list_approval_requests('agent/a1') a
=> rejected private start_run · null · pending private start_run

-- owner: what waits
select count(*) from public.fn_list_approval_requests('agent/a1', 'pending')
=> 2

-- owner: no such status
select a from public.fn_list_approval_requests('agent/a1', 'open') a
=> ! 22023 bad_status

-- operator: no scope
select a from public.fn_list_approval_requests('agent/a1') a
=> ! 42501 missing_scope

-- owner: a workflow that can run
select count(*) from public.fn_upsert_workflow_nodes('workflow/1', '[{"id": "f1000000-0000-7000-8100-000000000001", "kind": "transform", "config": {"text": "Hi [[who]]"}}, {"id": "f1000000-0000-7000-8200-000000000001", "kind": "transform", "config": {"text": "[[word]]!"}}]')
-- owner: start, which waits for approval
select public.fn_start_team_run('agent/a1', 'workflow/1', '{"who": "me"}')
-- owner: one
select (a ->> 'approval_status') || ' ' || (a -> 'inputs' ->> 'who') from public.fn_get_approval_request((select r.id from agents.team_runs r where r.workflow_run_id is not null)) a
=> pending me

-- stranger: nothing to see
select public.fn_get_approval_request('waiting/a1')
=> null

-- co_owner: the queue
select request_kind || ' ' || coalesce(gate_kind, '-') from agents.approval_requests_v order by 1
=> team_run - · team_run start_run

-- stranger: the queue of others
select request_id from agents.approval_requests_v where ai_lenser_id = 'agent/a1'
=> nothing

-- owner: grant
select public.fn_grant_standing_approval('agent/a1', null, 'start_run', 24)
-- owner: for a day
select gate_kind || ' ' || round(extract(epoch from expires_at - now()) / 3600) from agents.standing_approvals where gate_kind is not null
=> publish_output 24 · start_run 24

-- owner: too long
select public.fn_grant_standing_approval('agent/a1', p_hours => 721)
=> ! 22023 bad_hours

-- operator: for managers only
select public.fn_grant_standing_approval('agent/a1')
=> ! 42501 not_manager

-- owner: a workflow that is not visible
select public.fn_grant_standing_approval('agent/a1', 'workflow/6')
=> ! P0002 workflow_not_found

-- owner: a gate that is none
select public.fn_grant_standing_approval('agent/a1', null, 'front_door')
=> ! 22023 bad_gate

-- owner: calls of one tool with these arguments
select public.fn_grant_standing_approval('agent/a1', p_tool_id => 'tool/a1', p_argument_match => '{"to": "team"}')
-- owner: are told
select s ->> 'tool_id' || ' ' || (s ->> 'argument_match') from public.fn_list_standing_approvals() s where s ->> 'tool_id' is not null
=> c9000000-0000-7000-8000-0000000000a1 {"to": "team"}

-- owner: a tool that the agent was not given
select public.fn_grant_standing_approval('agent/a1', p_tool_id => 'writetool/a1')
=> ! P0002 tool_not_found

-- owner: arguments of no tool
select public.fn_grant_standing_approval('agent/a1', p_argument_match => '{"to": "team"}')
=> ! 22023 bad_input

-- owner: arguments that are none
select public.fn_grant_standing_approval('agent/a1', p_tool_id => 'tool/a1', p_argument_match => '["team"]')
=> ! 22023 bad_input

-- owner: those that hold
select count(*) from public.fn_list_standing_approvals()
=> 1

-- operator: nothing to see
select s from public.fn_list_standing_approvals() s
=> nothing

-- owner: back
select public.fn_revoke_standing_approval('standing/a1')
-- owner: taken back
select count(*) = 0 from public.fn_list_standing_approvals()
=> t

-- owner: back
select public.fn_revoke_standing_approval('standing/a1')
-- owner: twice
select public.fn_revoke_standing_approval('standing/a1')
=> ! 55000 approval_revoked

-- owner: not found
select public.fn_revoke_standing_approval('standing/a2')
=> ! P0002 standing_approval_not_found

-- engine_worker: notes
update agents.team_runs set scratchpad = '{"plan": "tea"}', scratchpad_version = 1 where id = 'teamrun/a1' returning 1
-- owner: the scratchpad
select shared_scratchpad::text || ' ' || shared_scratchpad_version from public.fn_get_team_run_scratchpad('teamrun/a1')
=> {"plan": "tea"} 1

-- stranger: nothing to see
select shared_scratchpad from public.fn_get_team_run_scratchpad('teamrun/a1')
=> nothing

-- engine_worker: notes
update agents.team_runs set scratchpad = '{"plan": "tea"}', scratchpad_version = 1 where id = 'teamrun/a1' returning 1
-- owner: keep
select name from public.fn_promote_scratchpad_to_memory('teamrun/a1', 'remembers/a1')
-- engine_worker: kept as a memory
select replace(content, chr(10), '') || ' ' || source || ' ' || is_tainted from agents.memories where team_run_id is not null
=> {    "plan": "tea"} agent true

-- owner: nothing to keep
select name from public.fn_promote_scratchpad_to_memory('teamrun/a1', 'remembers/a1')
=> ! 55000 scratchpad_empty

-- owner: not found
select name from public.fn_promote_scratchpad_to_memory('teamrun/a1', 'remembers/a2')
=> ! P0002 memory_profile_not_found
