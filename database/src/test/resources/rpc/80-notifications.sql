-- Who is told outside of what happened. Fixture: a webhook without a secret of the owner's and one of the stranger's, with a message each.

-- owner: a webhook
select (t ->> 'kind') || ' ' || (t ->> 'state') || ' ' || (t ->> 'is_active') || ' ' || jsonb_array_length(t -> 'events') || ' ' || (t ? 'secret_ciphertext') from public.fn_upsert_notification_target(p_url => 'https://example.org/a') t
=> webhook no_secret true 11 false

-- owner: changed
select (t ->> 'url') || ' ' || (t ->> 'state') || ' ' || (t ->> 'events') || ' ' || (t ->> 'label') from public.fn_upsert_notification_target(p_events => '{run.failed}', p_label => 'pager', p_is_active => false, p_target_id => 'fa000000-0000-7000-8000-000000000001') t
=> https://example.org/hook off ["run.failed"] pager

-- owner: letters
select (t ->> 'kind') || ' ' || (t ->> 'state') from public.fn_upsert_notification_target('email') t
=> email ready

-- owner: letters
select public.fn_upsert_notification_target('email')
-- owner: letters twice
select public.fn_upsert_notification_target('email')
=> ! 23505 target_exists

-- owner: letters to somebody else
select public.fn_upsert_notification_target('email', 'mailto:eve@example.org')
=> ! 22023 bad_target

-- owner: no kind
select public.fn_upsert_notification_target('pigeon')
=> ! 22023 bad_target

-- owner: no address
select public.fn_upsert_notification_target()
=> ! 22023 bad_url

-- owner: a password in the address
select public.fn_upsert_notification_target(p_url => 'https://me:secret@example.org/a')
=> ! 22023 bad_url

-- owner: no event
select public.fn_upsert_notification_target(p_url => 'https://example.org/a', p_events => '{run.started}')
=> ! 22023 bad_event

-- owner: of nothing
select public.fn_upsert_notification_target(p_url => 'https://example.org/a', p_events => '{}')
=> ! 22023 bad_event

-- owner: a long label
select public.fn_upsert_notification_target(p_url => 'https://example.org/a', p_label => repeat('x', 121))
=> ! 22023 bad_label

-- owner: many
select count(t) from generate_series(2, 20) n, lateral public.fn_upsert_notification_target(p_url => 'https://example.org/' || n) t
-- owner: too many
select public.fn_upsert_notification_target(p_url => 'https://example.org/a')
=> ! 54000 too_many_targets

-- stranger: a target of somebody else
select public.fn_upsert_notification_target(p_is_active => false, p_target_id => 'fa000000-0000-7000-8000-000000000001')
=> ! P0002 target_not_found

-- anon: nobody
select public.fn_upsert_notification_target(p_url => 'https://example.org/a')
=> ! 42501

-- owner: the own ones
select string_agg(t ->> 'url', ' ') || ' ' || sum((t ->> 'waiting')::int) from public.fn_list_notification_targets() t
=> https://example.org/hook 1

-- suspended: no profile
select public.fn_list_notification_targets()
=> ! 42501 profile_not_active

-- owner: the row itself, but for what is sealed
select (secret_hint is null)::text from lensers.notification_targets
=> true

-- owner: what is sealed
select secret_ciphertext from lensers.notification_targets
=> ! 42501

-- owner: not by hand
update lensers.notification_targets set url = 'http://169.254.169.254/' where true
=> ! 42501

-- owner: gone, with what waited
select public.fn_delete_notification_target('fa000000-0000-7000-8000-000000000001')
-- engine_worker: what is left
select count(*) from engine.outbox
=> 1

-- stranger: another's
select public.fn_delete_notification_target('fa000000-0000-7000-8000-000000000001')
=> ! P0002 target_not_found

-- owner: a secret is not for SQL to make
select public.fn_rotate_notification_secret('fa000000-0000-7000-8000-000000000001')
=> ! 0A000 answered_by_server

-- stranger: another's secret
select public.fn_rotate_notification_secret('fa000000-0000-7000-8000-000000000001')
=> ! P0002 target_not_found

-- stranger: a secret for another's target
select lensers.set_target_secret('fa000000-0000-7000-8000-000000000001', '\x01', '\x02', 'k', 'abcd')
=> ! P0002 target_not_found

-- owner: letters
select public.fn_upsert_notification_target('email')
-- owner: that are signed
select lensers.set_target_secret((select t.id from lensers.notification_targets t where t.kind = 'email'), '\x01', '\x02', 'k', 'abcd')
=> ! 22023 bad_target

-- owner: a test without a secret
select public.fn_test_notification_target('fa000000-0000-7000-8000-000000000001')
=> ! 55000 no_webhook_secret

-- owner: a secret
select lensers.set_target_secret('fa000000-0000-7000-8000-000000000001', '\x01', '\x02', 'k', 'abcd')
-- owner: a test
select public.fn_test_notification_target('fa000000-0000-7000-8000-000000000001')
-- owner: is in the outbox
select string_agg(n.event_type || ' ' || n.status || ' ' || (n.payload ->> 'type'), ', ') from public.fn_list_notifications(p_status => 'waiting') n where n.event_type = 'test.ping'
=> test.ping waiting test.ping

-- owner: a secret
select lensers.set_target_secret('fa000000-0000-7000-8000-000000000001', '\x01', '\x02', 'k', 'abcd')
-- owner: ten tests
select count(public.fn_test_notification_target('fa000000-0000-7000-8000-000000000001')) from generate_series(1, 10)
-- owner: one more
select public.fn_test_notification_target('fa000000-0000-7000-8000-000000000001')
=> ! 54000 too_many_tests

-- owner: a secret, and off
select lensers.set_target_secret('fa000000-0000-7000-8000-000000000001', '\x01', '\x02', 'k', 'abcd'), public.fn_upsert_notification_target(p_is_active => false, p_target_id => 'fa000000-0000-7000-8000-000000000001')
-- owner: a test of what is off
select public.fn_test_notification_target('fa000000-0000-7000-8000-000000000001')
=> ! 55000 target_off

-- owner: the own messages
select string_agg(n.id || ' ' || n.status, ', ') from public.fn_list_notifications() n
=> fb000000-0000-7000-8000-000000000001 waiting

-- owner: no status
select public.fn_list_notifications(p_status => 'lost')
=> ! 22023 bad_status

-- engine_worker: given up
select engine.settle_delivery('fb000000-0000-7000-8000-000000000001', 0, 'it broke', null)
-- owner: is a dead letter
select n.status || ' ' || n.last_error || ' ' || (t ->> 'given_up') || ' ' || (t ->> 'last_error') from public.fn_list_notifications() n, public.fn_list_notification_targets() t
=> given_up it broke 1 it broke

-- engine_worker: given up
select engine.settle_delivery('fb000000-0000-7000-8000-000000000001', 0, 'it broke', null)
-- owner: again
select public.fn_replay_notifications('fa000000-0000-7000-8000-000000000001')
-- owner: waits, as new
select n.status || ' ' || n.attempts || ' ' || n.id from public.fn_list_notifications() n
=> waiting 0 fb000000-0000-7000-8000-000000000001

-- owner: nothing was given up
select public.fn_replay_notifications('fa000000-0000-7000-8000-000000000001')
=> 0

-- owner: one that was not given up
select public.fn_replay_notifications(p_notification_id => 'fb000000-0000-7000-8000-000000000001')
=> ! 55000 not_given_up

-- stranger: another's message
select public.fn_replay_notifications(p_notification_id => 'fb000000-0000-7000-8000-000000000001')
=> ! P0002 notification_not_found

-- stranger: another's message beside the own target
select public.fn_replay_notifications('fa000000-0000-7000-8000-000000000005', 'fb000000-0000-7000-8000-000000000001')
=> ! P0002 notification_not_found

-- engine_worker: a webhook without a secret is not told
select count(*) from engine.claim_deliveries(10, 1000)
=> 0

-- owner: a secret
select lensers.set_target_secret('fa000000-0000-7000-8000-000000000001', '\x01', '\x02', 'k', 'abcd')
-- engine_worker: taken
select string_agg(d.id || ' ' || d.attempt || ' ' || d.url, ', ') from engine.claim_deliveries(10, 60000) d
=> fb000000-0000-7000-8000-000000000001 1 https://example.org/hook

-- owner: a secret
select lensers.set_target_secret('fa000000-0000-7000-8000-000000000001', '\x01', '\x02', 'k', 'abcd')
-- engine_worker: taken
select count(*) from engine.claim_deliveries(10, 60000)
-- engine_worker: by one only
select count(*) from engine.claim_deliveries(10, 60000)
=> 0

-- owner: a secret
select lensers.set_target_secret('fa000000-0000-7000-8000-000000000001', '\x01', '\x02', 'k', 'abcd')
-- engine_worker: taken, and the lease is over
select count(*) from engine.claim_deliveries(10, -1)
-- engine_worker: taken by another, under the same id
select string_agg(d.id || ' ' || d.attempt, ', ') from engine.claim_deliveries(10, 60000) d
-- engine_worker: the first one's failure counts no more
select engine.settle_delivery('fb000000-0000-7000-8000-000000000001', 1, 'it broke', 1000)::text
=> false

-- owner: a secret
select lensers.set_target_secret('fa000000-0000-7000-8000-000000000001', '\x01', '\x02', 'k', 'abcd')
-- engine_worker: taken, and the lease is over
select count(*) from engine.claim_deliveries(10, -1)
-- engine_worker: delivered all the same
select engine.settle_delivery('fb000000-0000-7000-8000-000000000001', 1, null, null)
-- engine_worker: and nobody takes it again
select count(*) from engine.claim_deliveries(10, 60000)
=> 0

-- owner: a secret
select lensers.set_target_secret('fa000000-0000-7000-8000-000000000001', '\x01', '\x02', 'k', 'abcd')
-- engine_worker: the other side wants no more
select engine.settle_delivery('fb000000-0000-7000-8000-000000000001', 0, 'gone', null, true)
-- owner: it is off
select t ->> 'state' from public.fn_list_notification_targets() t
=> off

-- owner: a person cannot take messages
select count(*) from engine.claim_deliveries(10, 60000)
=> ! 42501

-- owner: a workflow that can run, and a webhook with a secret that wants to hear of approvals
select count(*) from public.fn_upsert_workflow_nodes('workflow/1', '[{"id": "f1000000-0000-7000-8100-000000000001", "kind": "transform", "config": {"text": "Hi [[who]]"}}, {"id": "f1000000-0000-7000-8200-000000000001", "kind": "transform", "config": {"text": "[[word]]!"}}]'), lensers.set_target_secret('fa000000-0000-7000-8000-000000000001', '\x01', '\x02', 'k', 'abcd'), public.fn_upsert_notification_target(p_events => '{approval.requested,approval.decided,approval.expired,team_run.cancelled}', p_target_id => 'fa000000-0000-7000-8000-000000000001')
-- owner: start, which waits for approval
select public.fn_start_team_run('agent/a1', 'workflow/1', '{"who": "me"}')
-- co_owner: no
select approval_status from public.fn_decide_approval((select r.id from agents.team_runs r where r.workflow_run_id is not null), 'rejected', 'too dear')
-- owner: told of all three, in the order in which they happened
select string_agg(n.event_type || coalesce(' ' || (n.payload -> 'data' ->> 'decision'), '') || coalesce(' ' || (n.payload -> 'data' ->> 'reason'), ''), ', ' order by n.id) from public.fn_list_notifications() n where n.event_type <> 'run.completed'
=> approval.requested, approval.decided rejected too dear, team_run.cancelled

-- owner: a workflow that can run, and a webhook with a secret that wants to hear of approvals
select count(*) from public.fn_upsert_workflow_nodes('workflow/1', '[{"id": "f1000000-0000-7000-8100-000000000001", "kind": "transform", "config": {"text": "Hi [[who]]"}}, {"id": "f1000000-0000-7000-8200-000000000001", "kind": "transform", "config": {"text": "[[word]]!"}}]'), lensers.set_target_secret('fa000000-0000-7000-8000-000000000001', '\x01', '\x02', 'k', 'abcd'), public.fn_upsert_notification_target(p_events => '{approval.requested}', p_target_id => 'fa000000-0000-7000-8000-000000000001')
-- owner: start, which waits for approval
select public.fn_start_team_run('agent/a1', 'workflow/1', '{"who": "me"}')
-- stranger: hears nothing of it
select count(*) from public.fn_list_notifications() n where n.event_type = 'approval.requested'
=> 0
