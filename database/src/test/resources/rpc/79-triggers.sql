-- What starts a workflow beside people and the clock. Fixture: workflows 1 and 2 of the owner's, 6 of the stranger's; an event trigger of workflow 1 on runs of 2.

-- owner: when a run of 2 fails
select (t ->> 'kind') || ' ' || (t ->> 'event_type') || ' ' || (t ->> 'is_active') || ' ' || (t ? 'secret_ciphertext') from public.fn_upsert_workflow_trigger('workflow/1', 'workflow/2', 'run.failed', '{"type": "equals", "path": "status", "value": "failed"}') t
=> event run.failed true false

-- owner: changed
select (t ->> 'event_type') || ' ' || (t ->> 'is_active') from public.fn_upsert_workflow_trigger('workflow/1', 'workflow/2', 'run.ended', p_is_active => false, p_trigger_id => 'f9000000-0000-7000-8000-000000000001') t
=> run.ended false

-- owner: itself
select public.fn_upsert_workflow_trigger('workflow/1', 'workflow/1')
=> ! 22023 trigger_loop

-- owner: no event
select public.fn_upsert_workflow_trigger('workflow/1', 'workflow/2', 'run.started')
=> ! 22023 bad_event

-- owner: no condition
select public.fn_upsert_workflow_trigger('workflow/1', 'workflow/2', p_filter => '{"type": "sounds_like", "value": 1}')
=> ! 22023 bad_condition

-- owner: many
select count(t) from generate_series(1, 50 - (select count(*)::int from lenses.workflow_triggers w where w.workflow_id = 'workflow/1')) n, lateral public.fn_upsert_workflow_trigger('workflow/1', 'workflow/2', p_is_active => n < 0) t
-- owner: too many
select public.fn_upsert_workflow_trigger('workflow/1', 'workflow/2')
=> ! 54000 too_many_triggers

-- owner: inputs that are none
select public.fn_upsert_workflow_trigger('workflow/1', 'workflow/2', p_inputs_template => '[]')
=> ! 22023 bad_value

-- owner: another's workflow
select public.fn_upsert_workflow_trigger('workflow/6', 'workflow/2')
=> ! P0002 workflow_not_found

-- stranger: listens to another's runs
select public.fn_upsert_workflow_trigger('workflow/6', 'workflow/2')
=> ! 42501 not_author

-- owner: an assignment that is not there
select public.fn_upsert_workflow_trigger('workflow/1', 'workflow/2', p_workflow_assignment_id => 'f9000000-0000-7000-8000-000000000009')
=> ! P0002 workflow_assignment_not_found

-- stranger: a trigger of somebody else
select public.fn_delete_workflow_trigger('f9000000-0000-7000-8000-000000000001')
=> ! P0002 trigger_not_found

-- owner: delete
select public.fn_delete_workflow_trigger('f9000000-0000-7000-8000-000000000001')
-- owner: the webhook is left
select string_agg(t ->> 'kind', ' ') from public.fn_list_workflow_triggers('workflow/1') t
=> webhook

-- stranger: a workflow of somebody else
select public.fn_list_workflow_triggers('workflow/1')
=> ! P0002 workflow_not_found

-- owner: with an assignment, and as the author
select public.fn_update_workflow_webhook('workflow/1', p_workflow_assignment_id => 'f9000000-0000-7000-8000-000000000009', p_as_author => true)
=> ! 22023 bad_value

-- owner: on without a secret
select public.fn_update_workflow_webhook('workflow/1', true)
=> ! 55000 no_webhook_secret

-- stranger: of somebody else
select public.fn_update_workflow_webhook('workflow/1', false)
=> ! P0002 workflow_not_found

-- owner: store
select lenses.set_webhook_secret('workflow/1', 'sealed', 'wrapped', 'k1', 'abcd')
-- owner: off
select public.fn_update_workflow_webhook('workflow/1', false)
-- owner: on
select public.fn_update_workflow_webhook('workflow/1', true) ->> 'is_active'
=> true

-- owner: a workflow that can run
select count(*) from public.fn_upsert_workflow_nodes('workflow/1', '[{"id": "f1000000-0000-7000-8100-000000000001", "kind": "transform", "config": {"text": "Hi [[who]]"}}, {"id": "f1000000-0000-7000-8200-000000000001", "kind": "transform", "config": {"text": "[[word]]!"}}]')
-- engine_worker: a message
select status from lenses.fire_trigger('f9000000-0000-7000-8000-000000000001', 'm1', '{"who": "world", "other": 1}')
-- owner: the body is input, and nobody's word
select trigger_mode || ' ' || status || ' ' || context_inputs || ' ' || (metadata ->> 'tainted') || ' ' || (metadata -> 'trigger' ->> 'message_id') from lenses.workflow_runs where metadata ? 'trigger'
=> api queued {"who": "world"} true m1

-- owner: a workflow that can run
select count(*) from public.fn_upsert_workflow_nodes('workflow/1', '[{"id": "f1000000-0000-7000-8100-000000000001", "kind": "transform", "config": {"text": "Hi [[who]]"}}, {"id": "f1000000-0000-7000-8200-000000000001", "kind": "transform", "config": {"text": "[[word]]!"}}]')
-- engine_worker: a message
select status from lenses.fire_trigger('f9000000-0000-7000-8000-000000000001', 'm1', '{"who": "world"}')
-- engine_worker: once more
select is_repeated || ' ' || (run_id is not null) from lenses.fire_trigger('f9000000-0000-7000-8000-000000000001', 'm1', '{"who": "world"}')
=> true true

-- owner: a workflow that can run
select count(*) from public.fn_upsert_workflow_nodes('workflow/1', '[{"id": "f1000000-0000-7000-8100-000000000001", "kind": "transform", "config": {"text": "Hi [[who]]"}}, {"id": "f1000000-0000-7000-8200-000000000001", "kind": "transform", "config": {"text": "[[word]]!"}}]')
-- engine_worker: a message
select status from lenses.fire_trigger('f9000000-0000-7000-8000-000000000001', 'm1', '{"who": "world"}', p_hash => 'a')
-- engine_worker: the same id for something else
select run_id from lenses.fire_trigger('f9000000-0000-7000-8000-000000000001', 'm1', '{"who": "you"}', p_hash => 'b')
=> ! 23505 message_reused

-- engine_worker: a workflow that cannot run
select run_id from lenses.fire_trigger('f9000000-0000-7000-8000-000000000001', 'm2', '[]')
=> ! 23514 bad_config

-- engine_worker: unknown
select run_id from lenses.fire_trigger('f9000000-0000-7000-8000-000000000009', 'm1', '{}')
=> ! P0002 trigger_not_found

-- owner: not for people
select run_id from lenses.fire_trigger('f9000000-0000-7000-8000-000000000001', 'm1', '{}')
=> ! 42501
