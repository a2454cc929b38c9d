-- Schedules, webhooks, callbacks, answers of people, dead letters. Fixture: schedule a1 of workflow 1, by itself; a2 of the stranger's.

-- owner: a schedule
select cron_expr || ' ' || timezone || ' ' || is_active || ' ' || assignee_type || ' ' || (next_run_at is null) || ' ' || approval_policy from public.fn_upsert_workflow_schedule('workflow/1', null, '0 9 * * mon-fri', 'Europe/Berlin')
=> 0 9 * * mon-fri Europe/Berlin true agent true {"requiresApproval": true}

-- owner: as an agent
select assignee_type from public.fn_upsert_workflow_schedule('workflow/1', null, '@daily', p_assignee_id => 'agent/a1')
=> agent

-- owner: as a team
select assignee_type from public.fn_upsert_workflow_schedule('workflow/1', null, '*/5 * * * *', p_assignee_id => 'team/a1')
=> team

-- owner: changed
select cron_expr || ' ' || (id = 'schedule/a1') from public.fn_upsert_workflow_schedule('workflow/1', 'schedule/a1', '@hourly')
=> @hourly true

-- owner: six fields
select id from public.fn_upsert_workflow_schedule('workflow/1', null, '* * * * * *')
=> ! 22023 bad_schedule

-- owner: a minute that is none
select id from public.fn_upsert_workflow_schedule('workflow/1', null, '61 * * * *')
=> ! 22023 bad_schedule

-- owner: a step of nothing
select id from public.fn_upsert_workflow_schedule('workflow/1', null, '*/0 * * * *')
=> ! 22023 bad_schedule

-- owner: no words
select id from public.fn_upsert_workflow_schedule('workflow/1', null, 'every day')
=> ! 22023 bad_schedule

-- owner: no time zone
select id from public.fn_upsert_workflow_schedule('workflow/1', null, '@daily', 'Mars/Olympus')
=> ! 22023 bad_schedule

-- owner: a policy that is none
select id from public.fn_upsert_workflow_schedule('workflow/1', null, '@daily', p_queue_policy => '{"onMissed": "cry"}')
=> ! 22023 bad_policy queue_policy.onMissed

-- owner: as an agent of somebody else
select id from public.fn_upsert_workflow_schedule('workflow/1', null, '@daily', p_assignee_id => 'agent/a2')
=> ! P0002 agent_not_found

-- owner: a schedule of somebody else
select id from public.fn_upsert_workflow_schedule('workflow/1', 'schedule/a2', '@daily')
=> ! P0002 schedule_not_found

-- stranger: a workflow of somebody else
select id from public.fn_upsert_workflow_schedule('workflow/2')
=> ! 42501 not_author

-- owner: a workflow that is not visible
select id from public.fn_upsert_workflow_schedule('workflow/6')
=> ! P0002 workflow_not_found

-- owner: many
select count(s.id) from generate_series(2, 100) n, lateral public.fn_upsert_workflow_schedule('workflow/1', null, '0 ' || n % 24 || ' * * *') s
-- owner: too many
select id from public.fn_upsert_workflow_schedule('workflow/1')
=> ! 54000 too_many_schedules

-- owner: the schedules
select coalesce(workflow_title, '-') from public.fn_get_workflow_schedules('workflow/1')
=> private

-- owner: all that may be seen
select count(*) from public.fn_get_workflow_schedules()
=> 2

-- operator: nothing to see
select id from public.fn_get_workflow_schedules('workflow/1')
=> nothing

-- owner: the other name
select count(*) from public.fn_workflow_get_schedules('workflow/1')
=> 1

-- operator: nothing to see
select id from public.fn_workflow_get_schedules('workflow/1')
=> nothing

-- owner: off
select public.fn_toggle_workflow_schedule('schedule/a1', false)
-- owner: off
select is_active from lenses.workflow_schedules where id = 'schedule/a1'
=> f

-- owner: neither on nor off
select public.fn_toggle_workflow_schedule('schedule/a1', null)
=> ! 22023 bad_value

-- stranger: not found
select public.fn_toggle_workflow_schedule('schedule/a1', true)
=> ! P0002 schedule_not_found

-- owner: pause
select public.fn_pause_workflow_schedule('schedule/a1')
-- owner: resume
select public.fn_resume_workflow_schedule('schedule/a1')
-- owner: paused, resumed
select is_active from lenses.workflow_schedules where id = 'schedule/a1'
=> t

-- owner: pause
select public.fn_pause_workflow_schedule('schedule/a1')
-- owner: twice
select public.fn_pause_workflow_schedule('schedule/a1')
=> ! 55000 schedule_paused

-- owner: not paused
select public.fn_resume_workflow_schedule('schedule/a1')
=> ! 55000 schedule_not_paused

-- owner: delete
select public.fn_delete_workflow_schedule('schedule/a1')
-- owner: gone
select count(*) from lenses.workflow_schedules
=> 1

-- owner: not found
select public.fn_delete_workflow_schedule('schedule/a2')
=> ! P0002 schedule_not_found

-- owner: a workflow that can run
select count(*) from public.fn_upsert_workflow_nodes('workflow/1', '[{"id": "f1000000-0000-7000-8100-000000000001", "kind": "transform", "config": {"text": "Hi [[who]]"}}, {"id": "f1000000-0000-7000-8200-000000000001", "kind": "transform", "config": {"text": "[[word]]!"}}]')
-- owner: inputs
select id from public.fn_upsert_workflow_schedule('workflow/1', 'schedule/a1', '@daily', p_approval_policy => '{"requiresApproval": false}', p_inputs_template => '{"who": "cron"}')
-- owner: now
select public.fn_trigger_workflow_schedule('schedule/a1') is not null
-- owner: now
select r.trigger_mode || ' ' || r.status || ' ' || (r.triggered_by = 'profile/1') || ' ' || s.last_dispatch_status || ' ' || (s.last_run_id = r.id) from lenses.workflow_runs r join lenses.workflow_schedules s on s.id = r.schedule_id
=> schedule queued true dispatched true

-- owner: a workflow that can run
select count(*) from public.fn_upsert_workflow_nodes('workflow/1', '[{"id": "f1000000-0000-7000-8100-000000000001", "kind": "transform", "config": {"text": "Hi [[who]]"}}, {"id": "f1000000-0000-7000-8200-000000000001", "kind": "transform", "config": {"text": "[[word]]!"}}]')
-- owner: its author is asked, unless the policy says otherwise
select id from public.fn_upsert_workflow_schedule('workflow/1', 'schedule/a1', '@daily', p_inputs_template => '{"who": "cron"}')
-- owner: now
select public.fn_trigger_workflow_schedule('schedule/a1') is not null
-- owner: approved, and told
select d.approval_status || ' ' || d.run_status || ' ' || (d.request_id = a.run_id) || ' ' || (public.fn_get_approval_request(a.run_id) ->> 'request_kind') from lenses.run_approvals a, public.fn_decide_approval(a.run_id, 'approved') d where a.status = 'pending'
=> approved queued true run

-- owner: a workflow that can run
select count(*) from public.fn_upsert_workflow_nodes('workflow/1', '[{"id": "f1000000-0000-7000-8100-000000000001", "kind": "transform", "config": {"text": "Hi [[who]]"}}, {"id": "f1000000-0000-7000-8200-000000000001", "kind": "transform", "config": {"text": "[[word]]!"}}]')
-- owner: as an agent
select id from public.fn_upsert_workflow_schedule('workflow/1', 'schedule/a1', '@daily', p_approval_policy => '{"requiresApproval": false}', p_inputs_template => '{"who": "cron"}', p_assignee_id => 'agent/a1')
-- owner: now
select public.fn_trigger_workflow_schedule('schedule/a1')
-- owner: as an agent it waits for approval
select r.approval_status || ' ' || w.status || ' ' || w.trigger_mode || ' ' || s.last_dispatch_status from agents.team_runs r join lenses.workflow_runs w on w.id = r.workflow_run_id join lenses.workflow_schedules s on s.id = w.schedule_id
=> pending validated schedule awaiting_approval

-- owner: a workflow that can run
select count(*) from public.fn_upsert_workflow_nodes('workflow/1', '[{"id": "f1000000-0000-7000-8100-000000000001", "kind": "transform", "config": {"text": "Hi [[who]]"}}, {"id": "f1000000-0000-7000-8200-000000000001", "kind": "transform", "config": {"text": "[[word]]!"}}]')
-- owner: now
select public.fn_trigger_workflow_schedule('schedule/a1')
-- owner: an input is missing
select last_dispatch_status || ' ' || last_error_message from lenses.workflow_schedules where id = 'schedule/a1'
=> validation_failed the run needs input "who"

-- owner: pause
select public.fn_pause_workflow_schedule('schedule/a1')
-- owner: a paused one
select public.fn_trigger_workflow_schedule('schedule/a1')
=> ! 55000 schedule_paused

-- owner: not found
select public.fn_trigger_workflow_schedule('schedule/a2')
=> ! P0002 schedule_not_found

-- owner: a workflow that can run
select count(*) from public.fn_upsert_workflow_nodes('workflow/1', '[{"id": "f1000000-0000-7000-8100-000000000001", "kind": "transform", "config": {"text": "Hi [[who]]"}}, {"id": "f1000000-0000-7000-8200-000000000001", "kind": "transform", "config": {"text": "[[word]]!"}}]')
-- owner: inputs
select id from public.fn_upsert_workflow_schedule('workflow/1', 'schedule/a1', '@daily', p_approval_policy => '{"requiresApproval": false}', p_inputs_template => '{"who": "cron"}')
-- engine_worker: due
select status from lenses.dispatch_schedule('schedule/a1', '2026-01-01')
-- engine_scheduler: due too
select status from lenses.dispatch_schedule('schedule/a1', '2026-01-01')
-- owner: one instant, one run
select count(*) || ' ' || max(scheduled_for)::date from lenses.workflow_runs where schedule_id is not null
=> 1 2026-01-01

-- owner: a workflow that can run
select count(*) from public.fn_upsert_workflow_nodes('workflow/1', '[{"id": "f1000000-0000-7000-8100-000000000001", "kind": "transform", "config": {"text": "Hi [[who]]"}}, {"id": "f1000000-0000-7000-8200-000000000001", "kind": "transform", "config": {"text": "[[word]]!"}}]')
-- owner: inputs
select id from public.fn_upsert_workflow_schedule('workflow/1', 'schedule/a1', '@daily', p_approval_policy => '{"requiresApproval": false}', p_queue_policy => '{"mode": "serial"}', p_inputs_template => '{"who": "cron"}')
-- engine_worker: due
select status from lenses.dispatch_schedule('schedule/a1', '2026-01-01')
-- engine_worker: one after the other
select status from lenses.dispatch_schedule('schedule/a1', '2026-01-02')
=> skipped_overlap

-- owner: not for people
select status from lenses.dispatch_schedule('schedule/a1', '2026-01-02')
=> ! 42501

-- owner: a workflow that can run
select count(*) from public.fn_upsert_workflow_nodes('workflow/1', '[{"id": "f1000000-0000-7000-8100-000000000001", "kind": "transform", "config": {"text": "Hi [[who]]"}}, {"id": "f1000000-0000-7000-8200-000000000001", "kind": "transform", "config": {"text": "[[word]]!"}}]')
-- owner: inputs
select id from public.fn_upsert_workflow_schedule('workflow/1', 'schedule/a1', '@daily', p_approval_policy => '{"requiresApproval": false}', p_inputs_template => '{"who": "cron"}')
-- engine_worker: due
select status from lenses.dispatch_schedule('schedule/a1', '2026-01-01')
-- owner: its runs
select status || ' ' || scheduled_for::date || ' ' || outcome || ' ' || source || ' ' || coalesce((run_id = id)::text, 'none') from public.fn_get_workflow_schedule_history('schedule/a1')
=> queued 2026-01-01 dispatched calendar true · skipped_overlap 2025-01-01 skipped_overlap calendar none

-- owner: not found
select id from public.fn_get_workflow_schedule_history('schedule/a2')
=> ! P0002 schedule_not_found

-- anon: calendars are the server's
select * from public.fn_preview_schedule_fires('@daily')
=> ! 0A000 answered_by_server

-- owner: calendars are the server's
select public.fn_backfill_schedule('schedule/a1', now())
=> ! 0A000 answered_by_server

-- anon: the server has computed it
select fire_at || ' ' || local_time || ' ' || note from public.fn_preview_schedule_fires('@daily', p_computed => '[{"fire_at": "2027-03-28T01:00:00Z", "local_time": "2027-03-28T03:00:00+02:00", "note": "gap"}]')
=> 2027-03-28 01:00:00+00 2027-03-28T03:00:00+02:00 gap

-- owner: what the server computed
select next_run_at from public.fn_upsert_workflow_schedule('workflow/1', null, '0 9 * * *', p_computed => '{"cron_expr": "0 9 * * *", "timezone": "UTC", "calendar": "2027a", "fires": ["2001-01-01T09:00Z", "2999-01-01T09:00Z", "2999-01-02T09:00Z", "2999-01-03T09:00Z"]}')
-- owner: what the server computed
select next_run_at || ' ' || cardinality(upcoming) || ' ' || calendar from lenses.workflow_schedules where calendar is not null
=> 2999-01-01 09:00:00+00 2 2027a

-- owner: computed for something else
select next_run_at is null from public.fn_upsert_workflow_schedule('workflow/1', null, '0 9 * * *', p_computed => '{"cron_expr": "* * * * *", "timezone": "UTC", "calendar": "2027a", "fires": ["2999-01-01T09:00Z"]}')
=> t

-- owner: a schedule
select next_run_at from public.fn_upsert_workflow_schedule('workflow/1', 'schedule/a1', '0 9 * * *', p_computed => '{"cron_expr": "0 9 * * *", "timezone": "UTC", "fires": ["2999-01-01T09:00Z"]}')
-- owner: a description does not move what is due
select next_run_at || ' ' || description from public.fn_upsert_workflow_schedule('workflow/1', 'schedule/a1', '0 9 * * *', p_description => 'x')
=> 2999-01-01 09:00:00+00 x

-- owner: a schedule
select next_run_at from public.fn_upsert_workflow_schedule('workflow/1', 'schedule/a1', '0 9 * * *', p_computed => '{"cron_expr": "0 9 * * *", "timezone": "UTC", "fires": ["2999-01-01T09:00Z"]}')
-- owner: other times are computed anew
select next_run_at is null from public.fn_upsert_workflow_schedule('workflow/1', 'schedule/a1', '0 8 * * *')
=> t

-- owner: pause
select public.fn_pause_workflow_schedule('schedule/a1')
-- owner: paused
select is_active || ' ' || (next_run_at is null) || ' ' || cardinality(upcoming) from lenses.workflow_schedules where id = 'schedule/a1'
=> false true 0

-- owner: pause
select public.fn_pause_workflow_schedule('schedule/a1')
-- owner: resume
select public.fn_resume_workflow_schedule('schedule/a1', '{"cron_expr": "0 9 * * *", "timezone": "UTC", "fires": ["2001-01-01T09:00Z", "2999-01-01T09:00Z"]}')
-- owner: what lies behind is not caught up
select next_run_at from lenses.workflow_schedules where id = 'schedule/a1'
=> 2999-01-01 09:00:00+00

-- owner: a workflow that can run
select count(*) from public.fn_upsert_workflow_nodes('workflow/1', '[{"id": "f1000000-0000-7000-8100-000000000001", "kind": "transform", "config": {"text": "Hi [[who]]"}}, {"id": "f1000000-0000-7000-8200-000000000001", "kind": "transform", "config": {"text": "[[word]]!"}}]')
-- owner: inputs
select id from public.fn_upsert_workflow_schedule('workflow/1', 'schedule/a1', '@daily', p_approval_policy => '{"requiresApproval": false}', p_inputs_template => '{"who": "cron"}', p_queue_policy => '{"maxBackfill": 2}')
-- owner: what would be
select r - 'instants' from public.fn_backfill_schedule('schedule/a1', '2026-01-01', true, '{"cron_expr": "@daily", "timezone": "UTC", "fires": ["2026-01-01T00:00Z", "2026-01-02T00:00Z", "2026-01-03T00:00Z", "2999-01-01T00:00Z"]}') r
=> {"count": 2, "dry_run": true, "left_out": 1, "dispatched": 0}

-- owner: a workflow that can run
select count(*) from public.fn_upsert_workflow_nodes('workflow/1', '[{"id": "f1000000-0000-7000-8100-000000000001", "kind": "transform", "config": {"text": "Hi [[who]]"}}, {"id": "f1000000-0000-7000-8200-000000000001", "kind": "transform", "config": {"text": "[[word]]!"}}]')
-- owner: inputs
select id from public.fn_upsert_workflow_schedule('workflow/1', 'schedule/a1', '@daily', p_approval_policy => '{"requiresApproval": false}', p_inputs_template => '{"who": "cron"}')
-- engine_worker: one has run
select status from lenses.dispatch_schedule('schedule/a1', '2026-01-02')
-- owner: the others
select (r ->> 'dispatched') || ' ' || (select string_agg((i ->> 'instant')::timestamptz::date || ' ' || (i ->> 'outcome'), ', ') from jsonb_array_elements(r -> 'instants') i) from public.fn_backfill_schedule('schedule/a1', '2026-01-01', false, '{"cron_expr": "@daily", "timezone": "UTC", "fires": ["2026-01-03T00:00Z", "2026-01-01T00:00Z", "2026-01-02T00:00Z", "2025-12-31T00:00Z"]}') r
=> 2 2026-01-01 dispatched, 2026-01-03 dispatched

-- owner: changed meanwhile
select public.fn_backfill_schedule('schedule/a1', '2026-01-01', false, '{"cron_expr": "@weekly", "timezone": "UTC", "fires": []}')
=> ! 40001 stale_schedule

-- owner: not found
select public.fn_backfill_schedule('schedule/a2', '2026-01-01', false, '{}')
=> ! P0002 schedule_not_found

-- engine_worker: set
select lenses.plan_schedules(jsonb_build_array(jsonb_build_object('id', s.id, 'cron', s.cron_expr, 'zone', s.timezone, 'next', s.next_run_at, 'decided', s.decided_until) || '{"fires": ["2026-05-05T09:00Z", "2026-05-06T09:00Z"], "missed": 0}'), '2027a') from lenses.workflow_schedules s where s.id = 'schedule/a1'
-- engine_worker: too early
select lenses.dispatch_due(10, '2026-05-05T08:59Z')
=> 0

-- engine_worker: set
select lenses.plan_schedules(jsonb_build_array(jsonb_build_object('id', s.id, 'cron', s.cron_expr, 'zone', s.timezone, 'next', s.next_run_at, 'decided', s.decided_until) || '{"fires": ["2026-05-05T09:00Z", "2026-05-06T09:00Z"], "missed": 0}'), '2027a') from lenses.workflow_schedules s where s.id = 'schedule/a1'
-- engine_worker: due
select lenses.dispatch_due(10, '2026-05-05T09:00Z')
-- engine_scheduler: once
select lenses.dispatch_due(10, '2026-05-05T09:00Z')
-- owner: the next one; an input is missing, and that is counted
select next_run_at || ' ' || last_dispatch_status || ' ' || consecutive_failures from lenses.workflow_schedules where id = 'schedule/a1'
=> 2026-05-06 09:00:00+00 validation_failed 1

-- engine_worker: set
select lenses.plan_schedules(jsonb_build_array(jsonb_build_object('id', s.id, 'cron', s.cron_expr, 'zone', s.timezone, 'next', s.next_run_at, 'decided', s.decided_until) || '{"fires": ["2026-05-05T09:00Z"], "missed": 0}'), '2027a') from lenses.workflow_schedules s where s.id = 'schedule/a1'
-- engine_worker: missed, so nobody may fire it before it is decided
select lenses.dispatch_due(10, '2026-05-05T09:05Z')
=> 0

-- engine_worker: set
select lenses.plan_schedules(jsonb_build_array(jsonb_build_object('id', s.id, 'cron', s.cron_expr, 'zone', s.timezone, 'next', s.next_run_at, 'decided', s.decided_until) || '{"fires": ["2026-05-05T09:00Z"], "missed": 7, "decided_until": "2026-05-05T09:30Z", "missed_from": "2026-05-04T09:00Z"}'), '2027a') from lenses.workflow_schedules s where s.id = 'schedule/a1'
-- engine_worker: decided
select lenses.dispatch_due(10, '2026-05-05T09:31Z')
=> 1

-- engine_worker: set
select lenses.plan_schedules(jsonb_build_array(jsonb_build_object('id', s.id, 'cron', s.cron_expr, 'zone', s.timezone, 'next', s.next_run_at, 'decided', s.decided_until) || '{"fires": ["2026-05-05T09:00Z"], "missed": 7, "decided_until": "2026-05-05T09:30Z", "missed_from": "2026-05-04T09:00Z"}'), '2027a') from lenses.workflow_schedules s where s.id = 'schedule/a1'
-- owner: history names what was missed
select outcome || ' ' || instants || ' ' || message from public.fn_get_workflow_schedule_history('schedule/a1') where outcome = 'missed'
=> missed 7 7 instants up to 2026-05-05T09:30Z passed while nobody could dispatch

-- engine_worker: somebody else was first
select lenses.plan_schedules(jsonb_build_array(jsonb_build_object('id', s.id, 'cron', s.cron_expr, 'zone', s.timezone, 'next', s.next_run_at, 'decided', s.decided_until) || '{"fires": ["2026-05-05T09:00Z"], "missed": 0}'), '2027a') || ' ' || lenses.plan_schedules(jsonb_build_array(jsonb_build_object('id', s.id, 'cron', s.cron_expr, 'zone', s.timezone, 'next', s.next_run_at, 'decided', s.decided_until) || '{"fires": ["2026-05-06T09:00Z"], "missed": 0}'), '2027a') from lenses.workflow_schedules s where s.id = 'schedule/a1'
=> 1 0

-- owner: two with the same times
select count(id) from public.fn_upsert_workflow_schedule('workflow/1', null, '0 9 * * *')
-- engine_worker: many at once, one of which was read otherwise
select lenses.plan_schedules(jsonb_agg(jsonb_build_object('id', s.id, 'cron', case s.id when 'schedule/a1' then '1 1 1 1 1' else s.cron_expr end, 'zone', s.timezone, 'next', s.next_run_at, 'decided', s.decided_until, 'fires', '["2026-05-05T09:00Z"]'::jsonb, 'missed', 0)), '2027a') from lenses.workflow_schedules s where s.workflow_id = 'workflow/1' and s.is_active
=> 1

-- engine_worker: a list without instants ends the schedule's
select lenses.plan_schedules(jsonb_build_array(jsonb_build_object('id', s.id, 'cron', s.cron_expr, 'zone', s.timezone, 'next', s.next_run_at, 'decided', s.decided_until) || '{"fires": [], "missed": 0}'), '2027a') from lenses.workflow_schedules s where s.id = 'schedule/a1'
-- owner: nothing is due
select (next_run_at is null) || ' ' || cardinality(upcoming) || ' ' || calendar from lenses.workflow_schedules where id = 'schedule/a1'
=> true 0 2027a

-- owner: pause after two
select id from public.fn_upsert_workflow_schedule('workflow/1', 'schedule/a1', '@daily', p_approval_policy => '{"requiresApproval": false}', p_failure_policy => '{"pauseAfterFailures": 2}')
-- engine_worker: fails
select status from lenses.dispatch_schedule('schedule/a1', '2026-01-01')
-- engine_worker: fails
select status from lenses.dispatch_schedule('schedule/a1', '2026-01-02')
-- owner: paused
select is_active || ' ' || consecutive_failures || ' ' || paused_reason from lenses.workflow_schedules where id = 'schedule/a1'
=> false 2 it failed 2 times in a row

-- engine_worker: fails
select status from lenses.dispatch_schedule('schedule/a1', '2026-01-01')
-- engine_worker: fails
select status from lenses.dispatch_schedule('schedule/a1', '2026-01-02')
-- owner: it goes on without such a number
select is_active || ' ' || consecutive_failures from lenses.workflow_schedules where id = 'schedule/a1'
=> true 2

-- owner: a number of failures that is none
select id from public.fn_upsert_workflow_schedule('workflow/1', null, '@daily', p_failure_policy => '{"pauseAfterFailures": 0}')
=> ! 22023 bad_policy failure_policy.pauseAfterFailures

-- owner: a workflow that can run
select count(*) from public.fn_upsert_workflow_nodes('workflow/1', '[{"id": "f1000000-0000-7000-8100-000000000001", "kind": "transform", "config": {"text": "Hi [[who]]"}}, {"id": "f1000000-0000-7000-8200-000000000001", "kind": "transform", "config": {"text": "[[word]]!"}}]')
-- owner: at most two at once
select id from public.fn_upsert_workflow_schedule('workflow/1', 'schedule/a1', '@daily', p_approval_policy => '{"requiresApproval": false}', p_queue_policy => '{"maxConcurrency": 2, "priority": 7}', p_inputs_template => '{"who": "cron"}')
-- engine_worker: one
select status from lenses.dispatch_schedule('schedule/a1', '2026-01-01')
-- engine_worker: two
select status from lenses.dispatch_schedule('schedule/a1', '2026-01-02')
-- engine_worker: three
select status || ' ' || (select max(q.priority) from engine.run_queue q) from lenses.dispatch_schedule('schedule/a1', '2026-01-03')
=> skipped_concurrency 7

-- owner: a workflow that can run
select count(*) from public.fn_upsert_workflow_nodes('workflow/1', '[{"id": "f1000000-0000-7000-8100-000000000001", "kind": "transform", "config": {"text": "Hi [[who]]"}}, {"id": "f1000000-0000-7000-8200-000000000001", "kind": "transform", "config": {"text": "[[word]]!"}}]')
-- owner: inputs
select id from public.fn_upsert_workflow_schedule('workflow/1', 'schedule/a1', '@daily', p_approval_policy => '{"requiresApproval": false}', p_queue_policy => '{"mode": "serial"}', p_inputs_template => '{"who": "cron"}')
-- engine_worker: one
select status from lenses.dispatch_schedule('schedule/a1', '2026-01-01')
-- engine_worker: ends
update lenses.workflow_runs set status = 'running', started_at = '2026-01-01T00:00:01Z' where schedule_id = 'schedule/a1' returning 1
-- engine_worker: ends
update lenses.workflow_runs set status = 'completed', completed_at = '2026-01-01T00:00:03Z' where schedule_id = 'schedule/a1' returning 1
-- owner: its result is on the schedule
select last_completed_at || ' ' || (last_result - 'run_id') from lenses.workflow_schedules where id = 'schedule/a1'
-- engine_worker: the next one goes
select d.status || ' ' || (s.last_result ->> 'status') || ' ' || (s.last_result ->> 'duration_ms') || ' ' || s.consecutive_failures from lenses.dispatch_schedule('schedule/a1', '2026-01-02') d, lenses.workflow_schedules s where s.id = 'schedule/a1'
=> dispatched completed 2000 0

-- owner: a workflow that can run
select count(*) from public.fn_upsert_workflow_nodes('workflow/1', '[{"id": "f1000000-0000-7000-8100-000000000001", "kind": "transform", "config": {"text": "Hi [[who]]"}}, {"id": "f1000000-0000-7000-8200-000000000001", "kind": "transform", "config": {"text": "[[word]]!"}}]')
-- owner: inputs
select id from public.fn_upsert_workflow_schedule('workflow/1', 'schedule/a1', '@daily', p_approval_policy => '{"requiresApproval": false}', p_failure_policy => '{"pauseAfterFailures": 1}', p_inputs_template => '{"who": "cron"}')
-- engine_worker: one
select status from lenses.dispatch_schedule('schedule/a1', '2026-01-01')
-- engine_worker: fails
update lenses.workflow_runs set status = 'failed', completed_at = now(), error = '{"message": "no"}' where schedule_id = 'schedule/a1' and status = 'queued' returning 1
-- owner: a run that failed counts like a dispatch that failed
select is_active || ' ' || consecutive_failures || ' ' || (last_result -> 'error' ->> 'message') from lenses.workflow_schedules where id = 'schedule/a1'
=> false 1 no

-- owner: a webhook
select (c ->> 'is_active') || ' ' || (c ? 'secret_hint') || ' ' || (c ->> 'url' ~ '^/v1/hooks/') from public.fn_get_workflow_webhook_config('workflow/1') c
=> true true true

-- stranger: of somebody else
select public.fn_get_workflow_webhook_config('workflow/2')
=> ! 42501 not_author

-- owner: secrets are the server's
select public.fn_rotate_webhook_secret('workflow/1')
=> ! 0A000 answered_by_server

-- owner: store
select lenses.set_webhook_secret('workflow/1', 'sealed', 'wrapped', 'k1', 'abcd') is not null
-- owner: a sealed secret
select is_active || ' ' || secret_hint from lenses.workflow_triggers where workflow_id = 'workflow/1' and kind = 'webhook'
=> true abcd

-- owner: sealed secrets are not read
select secret_ciphertext from lenses.workflow_triggers
=> ! 42501

-- anon: whoever holds the token
select public.fn_resolve_callback('token', '{"ok": true}')
-- engine_worker: a callback
select kind || ' ' || payload from engine.signals where kind = 'callback' and payload <> '{}'
=> callback {"ok": true}

-- anon: first
select public.fn_resolve_callback('token', '{}')
-- anon: once
select public.fn_resolve_callback('token', '{}')
=> ! P0002 callback_not_found

-- anon: not found
select public.fn_resolve_callback('guess', '{}')
=> ! P0002 callback_not_found

-- anon: too much
select public.fn_resolve_callback('token', jsonb_build_object('x', repeat('x', 600000)))
=> ! 54000 payload_too_large

-- owner: nobody outside is waited for
select public.fn_open_callback('run/1', 'f1000000-0000-7000-8100-000000000001')
=> ! 55000 not_waiting

-- stranger: of somebody else
select public.fn_open_callback('run/1', 'f1000000-0000-7000-8100-000000000001')
=> ! P0002 run_not_found

-- anon: nobody
select public.fn_open_callback('run/1', 'f1000000-0000-7000-8100-000000000001')
=> ! 42501

-- engine_worker: waits
update lenses.workflow_node_results set status = 'queued' where run_id = 'run/1' returning 1
-- engine_worker: runs
update lenses.workflow_node_results set status = 'running' where run_id = 'run/1' returning 1
-- engine_worker: waits for outside
update lenses.workflow_node_results set status = 'blocked', waiting_reason = 'external_callback' where run_id = 'run/1' returning 1
-- engine_worker: with a time
insert into engine.callbacks (token_hash, run_id, node_id, expires_at) values (sha256('nobody has it'), 'run/1', 'f1000000-0000-7000-8100-000000000001', now() + interval '1 hour') returning 1
-- owner: the address
select (c ->> 'url' ~ '^/v1/callbacks/[A-Za-z0-9_-]{43}$') || ' ' || (c ? 'expires_at') from public.fn_open_callback('run/1', 'f1000000-0000-7000-8100-000000000001') c
=> true true

-- engine_worker: waits
update lenses.workflow_node_results set status = 'queued' where run_id = 'run/1' returning 1
-- engine_worker: runs
update lenses.workflow_node_results set status = 'running' where run_id = 'run/1' returning 1
-- engine_worker: waits for outside
update lenses.workflow_node_results set status = 'blocked', waiting_reason = 'external_callback' where run_id = 'run/1' returning 1
-- engine_worker: with a time
insert into engine.callbacks (token_hash, run_id, node_id, expires_at) values (sha256('nobody has it'), 'run/1', 'f1000000-0000-7000-8100-000000000001', now() + interval '1 hour') returning 1
-- owner: address
select public.fn_open_callback('run/1', 'f1000000-0000-7000-8100-000000000001') is not null
-- owner: told
select count(*) || ' ' || bool_and(detail ? 'expires_at') || ' ' || bool_or(detail::text like '%/v1/callbacks/%') from audit.log where action = 'callback.opened'
=> 1 true false

-- engine_worker: waits
update lenses.workflow_node_results set status = 'queued' where run_id = 'run/1' returning 1
-- engine_worker: runs
update lenses.workflow_node_results set status = 'running' where run_id = 'run/1' returning 1
-- engine_worker: waits for outside
update lenses.workflow_node_results set status = 'blocked', waiting_reason = 'external_callback' where run_id = 'run/1' returning 1
-- engine_worker: with a time
insert into engine.callbacks (token_hash, run_id, node_id, expires_at) values (sha256('nobody has it'), 'run/1', 'f1000000-0000-7000-8100-000000000001', now() + interval '-1 second') returning 1
-- owner: its time is over
select public.fn_open_callback('run/1', 'f1000000-0000-7000-8100-000000000001')
=> ! 55000 not_waiting

-- engine_worker: waits
update lenses.workflow_node_results set status = 'queued' where run_id = 'run/1' returning 1
-- engine_worker: runs
update lenses.workflow_node_results set status = 'running' where run_id = 'run/1' returning 1
-- engine_worker: waits
update lenses.workflow_node_results set status = 'blocked', waiting_reason = 'human_input' where run_id = 'run/1' returning 1
-- owner: the question of a run without an agent is in the queue
select request_kind || ' ' || (workflow_run_id = 'run/1') || ' ' || (node_id = 'f1000000-0000-7000-8100-000000000001') || ' ' || (ai_lenser_id is null) || ' ' || (request_id <> workflow_run_id) from agents.approval_requests_v where request_kind = 'node'
=> node true true true true

-- engine_worker: waits
update lenses.workflow_node_results set status = 'queued' where run_id = 'run/1' returning 1
-- engine_worker: runs
update lenses.workflow_node_results set status = 'running' where run_id = 'run/1' returning 1
-- engine_worker: waits
update lenses.workflow_node_results set status = 'blocked', waiting_reason = 'human_input' where run_id = 'run/1' returning 1
-- stranger: sees none of it
select request_id from agents.approval_requests_v where request_kind = 'node'
=> nothing

-- engine_worker: waits
update lenses.workflow_node_results set status = 'queued' where run_id = 'run/1' returning 1
-- engine_worker: runs
update lenses.workflow_node_results set status = 'running' where run_id = 'run/1' returning 1
-- engine_worker: waits
update lenses.workflow_node_results set status = 'blocked', waiting_reason = 'human_input' where run_id = 'run/1' returning 1
-- owner: by its id
select (a ->> 'request_kind') || ' ' || (a ->> 'approval_status') from public.fn_get_approval_request(lenses.node_request_id('run/1', 'f1000000-0000-7000-8100-000000000001')) a
=> node pending

-- engine_worker: waits
update lenses.workflow_node_results set status = 'queued' where run_id = 'run/1' returning 1
-- engine_worker: runs
update lenses.workflow_node_results set status = 'running' where run_id = 'run/1' returning 1
-- engine_worker: waits
update lenses.workflow_node_results set status = 'blocked', waiting_reason = 'human_input' where run_id = 'run/1' returning 1
-- stranger: by its id
select public.fn_get_approval_request(lenses.node_request_id('run/1', 'f1000000-0000-7000-8100-000000000001'))
=> null

-- engine_worker: waits
update lenses.workflow_node_results set status = 'queued' where run_id = 'run/1' returning 1
-- engine_worker: runs
update lenses.workflow_node_results set status = 'running' where run_id = 'run/1' returning 1
-- engine_worker: waits
update lenses.workflow_node_results set status = 'blocked', waiting_reason = 'human_input' where run_id = 'run/1' returning 1
-- owner: answered
select public.fn_complete_human_input('run/1', 'f1000000-0000-7000-8100-000000000001', '{"a": 1}')
-- engine_worker: goes on
update lenses.workflow_node_results set status = 'completed', completed_at = now() where run_id = 'run/1' returning 1
-- owner: the queue forgets it
select public.fn_get_approval_request(lenses.node_request_id('run/1', 'f1000000-0000-7000-8100-000000000001'))
=> null

-- engine_worker: waits
update lenses.workflow_node_results set status = 'queued' where run_id = 'run/1' returning 1
-- engine_worker: runs
update lenses.workflow_node_results set status = 'running' where run_id = 'run/1' returning 1
-- engine_worker: waits
update lenses.workflow_node_results set status = 'blocked', waiting_reason = 'human_input' where run_id = 'run/1' returning 1
-- owner: answer
select public.fn_complete_human_input('run/1', 'f1000000-0000-7000-8100-000000000001', '{"a": 1}')
-- engine_worker: an answer
select payload from engine.signals where kind = 'human_input'
=> {"a": 1}

-- engine_worker: waits
update lenses.workflow_node_results set status = 'queued' where run_id = 'run/1' returning 1
-- engine_worker: runs
update lenses.workflow_node_results set status = 'running' where run_id = 'run/1' returning 1
-- engine_worker: waits
update lenses.workflow_node_results set status = 'blocked', waiting_reason = 'human_input' where run_id = 'run/1' returning 1
-- owner: answer
select public.fn_complete_human_input('run/1', 'f1000000-0000-7000-8100-000000000001', '{"a": 1}')
-- owner: the first stands
select public.fn_complete_human_input('run/1', 'f1000000-0000-7000-8100-000000000001', '{}')
=> ! 40001 already_decided

-- owner: nobody was asked
select public.fn_complete_human_input('run/1', 'f1000000-0000-7000-8100-000000000001', '{}')
=> ! 55000 not_waiting

-- engine_worker: waits
update lenses.workflow_node_results set status = 'queued' where run_id = 'run/1' returning 1
-- engine_worker: runs
update lenses.workflow_node_results set status = 'running' where run_id = 'run/1' returning 1
-- engine_worker: waits
update lenses.workflow_node_results set status = 'blocked', waiting_reason = 'human_input' where run_id = 'run/1' returning 1
-- owner: no object
select public.fn_complete_human_input('run/1', 'f1000000-0000-7000-8100-000000000001', '[]')
=> ! 22023 bad_values

-- owner: not found
select public.fn_complete_human_input('run/2', 'f1000000-0000-7000-8100-000000000001', '{}')
=> ! P0002 run_not_found

-- owner: done
select public.fn_resolve_dead_letter('letter/1')
-- owner: dealt with
select resolved_at is not null from lenses.workflow_run_dead_letters where run_id = 'run/1'
=> t

-- owner: done
select public.fn_resolve_dead_letter('letter/1')
-- owner: twice
select public.fn_resolve_dead_letter('letter/1')
=> ! 55000 dead_letter_resolved

-- owner: what is open
select count(*) from public.fn_list_dead_letters()
=> 2

-- owner: one of them
select count(*) from public.fn_list_dead_letters(1)
=> 1

-- anon: no rights
select id from public.fn_list_dead_letters()
=> ! 42501

-- owner: a replay of a run that is not over
select public.fn_replay_dead_letter('letter/1')
=> ! 55000 run_not_finished

-- stranger: a replay of what is not theirs
select public.fn_replay_dead_letter('letter/1')
=> ! P0002 dead_letter_not_found

-- owner: not found
select public.fn_resolve_dead_letter('letter/2')
=> ! P0002 dead_letter_not_found

-- owner: pause until
select public.fn_pause_workflow_schedule('schedule/a1', now() + interval '3 days')
-- owner: until then
select is_active || ' ' || (resume_at > now()) || ' ' || (next_run_at is null) from public.fn_get_workflow_schedules('workflow/1')
=> false true true

-- owner: pause until
select public.fn_pause_workflow_schedule('schedule/a1', now() + interval '1 hour')
-- owner: the same once more
select public.fn_pause_workflow_schedule('schedule/a1', now() + interval '1 hour')
=> ! 55000 schedule_paused

-- owner: an end that nobody sees
select public.fn_pause_workflow_schedule('schedule/a1', now() + interval '11 years')
=> ! 22023 bad_value

-- owner: an end that lies behind
select public.fn_pause_workflow_schedule('schedule/a1', now() - interval '1 second')
=> ! 22023 bad_value

-- owner: no end at all
select public.fn_pause_workflow_schedule('schedule/a1', 'infinity')
=> ! 22023 bad_value

-- owner: pause
select public.fn_pause_workflow_schedule('schedule/a1')
-- owner: one that is paused gets an end
select public.fn_pause_workflow_schedule('schedule/a1', now() + interval '1 hour')
-- owner: it has one
select resume_at > now() from lenses.workflow_schedules where id = 'schedule/a1'
=> t

-- owner: pause until
select public.fn_pause_workflow_schedule('schedule/a1', now() + interval '1 hour')
-- owner: and for good
select public.fn_pause_workflow_schedule('schedule/a1')
-- owner: no end any more
select is_active || ' ' || (resume_at is null) from lenses.workflow_schedules where id = 'schedule/a1'
=> false true

-- owner: pause until
select public.fn_pause_workflow_schedule('schedule/a1', now() + interval '1 hour')
-- owner: resume
select public.fn_resume_workflow_schedule('schedule/a1')
-- owner: pause
select public.fn_pause_workflow_schedule('schedule/a1')
-- owner: the end of an earlier pause is forgotten
select resume_at is null from lenses.workflow_schedules where id = 'schedule/a1'
=> t

-- owner: pause until
select public.fn_pause_workflow_schedule('schedule/a1', now() + interval '1 hour')
-- engine_worker: not yet
select lenses.dispatch_due(10, now() + interval '59 minutes')
-- owner: still paused
select is_active from lenses.workflow_schedules where id = 'schedule/a1'
=> f

-- owner: pause until
select public.fn_pause_workflow_schedule('schedule/a1', now() + interval '1 hour')
-- engine_worker: now
select lenses.dispatch_due(10, now() + interval '60 minutes')
-- owner: on again; a server computes when it fires, and nothing of the pause was missed
select is_active || ' ' || (resume_at is null) || ' ' || (next_run_at is null) || ' ' || (decided_until > now()) || ' ' || cardinality(upcoming) from lenses.workflow_schedules where id = 'schedule/a1'
=> true true true true 0

-- engine_scheduler: for those who fire
select lenses.end_pauses(now())
=> ! 42501
