-- Runs: start, idempotency, cancel, state, events, provenance, reruns, trying a lens.
-- Fixture: run 1 the owner's and 2 the stranger's of the owner's public workflow 2; 3 the agent's; 4 the stranger's own. All are queued, with
-- one event, one node result and one line of provenance each, and one line from run 1 to run 2.

-- owner: a workflow that can run
select count(*) from public.fn_upsert_workflow_nodes('workflow/1', '[{"id": "f1000000-0000-7000-8100-000000000001", "kind": "transform", "config": {"text": "Hi [[who]]"}},
  {"id": "f1000000-0000-7000-8200-000000000001", "kind": "transform", "config": {"text": "[[word]]!"}}]')
-- owner: start
select 1 from public.fn_start_workflow_run('workflow/1', '{"who": "me"}')
-- engine_worker: one queued run and its place in the queue, nothing else
select r.status || ' ' || r.trigger_mode || ' ' || r.last_event_id || ' ' || q.attempt || ' ' || (select count(*) from lenses.workflow_node_results n where n.run_id = r.id)
from lenses.workflow_runs r join engine.run_queue q on q.run_id = r.id where r.workflow_id = 'workflow/1'
=> queued manual 0 0 0

-- owner: a workflow that can run
select count(*) from public.fn_upsert_workflow_nodes('workflow/1', '[{"id": "f1000000-0000-7000-8100-000000000001", "kind": "transform", "config": {"text": "Hi [[who]]"}},
  {"id": "f1000000-0000-7000-8200-000000000001", "kind": "transform", "config": {"text": "[[word]]!"}}]')
-- owner: start
select 1 from public.fn_start_workflow_run('workflow/1', '{"who": "me"}')
-- owner: start
select 1 from public.fn_start_workflow_run('workflow/1', '{"who": "me"}')
-- owner: an unchanged graph is frozen once
select count(*) || ' ' || count(distinct workflow_version_id) || ' ' || min(v.status) || ' ' || min(v.version_number)
from lenses.workflow_runs r join lenses.workflow_versions v on v.id = r.workflow_version_id where r.workflow_id = 'workflow/1'
=> 2 1 snapshot 1

-- owner: a workflow that can run
select count(*) from public.fn_upsert_workflow_nodes('workflow/1', '[{"id": "f1000000-0000-7000-8100-000000000001", "kind": "transform", "config": {"text": "Hi [[who]]"}},
  {"id": "f1000000-0000-7000-8200-000000000001", "kind": "transform", "config": {"text": "[[word]]!"}}]')
-- owner: start
select 1 from public.fn_start_workflow_run('workflow/1', '{"who": "me"}')
-- owner: moves a node
select 1 from public.fn_upsert_workflow_nodes('workflow/1', '[{"id": "f1000000-0000-7000-8100-000000000001", "position_x": 9}]')
-- owner: start
select 1 from public.fn_start_workflow_run('workflow/1', '{"who": "me"}')
-- owner: moves it back
select 1 from public.fn_upsert_workflow_nodes('workflow/1', '[{"id": "f1000000-0000-7000-8100-000000000001", "position_x": 0}]')
-- owner: start
select 1 from public.fn_start_workflow_run('workflow/1', '{"who": "me"}')
-- owner: equal graphs are one version
select count(*) || ' ' || count(distinct workflow_version_id) from lenses.workflow_runs where workflow_id = 'workflow/1'
=> 3 2

-- owner: a public workflow that can run
select count(*) from public.fn_upsert_workflow_nodes('workflow/2', '[{"id": "f1000000-0000-7000-8100-000000000002", "lens_id": "d0000000-0000-7000-8000-000000000002"},
  {"id": "f1000000-0000-7000-8200-000000000002", "kind": "transform", "config": {"text": "[[word]]!"}}]')
-- owner: freeze
select public.fn_create_workflow_version('workflow/2')
-- owner: publish
select public.fn_publish_workflow_version(v.id) from public.fn_get_workflow_versions('workflow/2') v where v.version_number = 2
-- stranger: runs what is public
select 1 from public.fn_start_workflow_run('workflow/2', '{"word": "x"}')
-- stranger: pinned to the published version
select count(*) from public.fn_list_workflow_runs('workflow/2') l, public.fn_get_workflow_run(l.id) r, public.fn_get_workflow_versions('workflow/2') v
where v.id = r.workflow_version_id and v.version_number = 2
=> 1

-- owner: a public workflow that can run
select count(*) from public.fn_upsert_workflow_nodes('workflow/2', '[{"id": "f1000000-0000-7000-8100-000000000002", "lens_id": "d0000000-0000-7000-8000-000000000001"},
  {"id": "f1000000-0000-7000-8200-000000000002", "kind": "transform", "config": {"text": "[[word]]!"}}]')
-- owner: freeze
select public.fn_create_workflow_version('workflow/2')
-- owner: publish
select public.fn_publish_workflow_version(v.id) from public.fn_get_workflow_versions('workflow/2') v where v.version_number = 2
-- stranger: would see a private lens at work
select public.fn_start_workflow_run('workflow/2', '{"word": "x"}')
=> ! 23514 lens_not_visible

-- owner: a public workflow that can run
select count(*) from public.fn_upsert_workflow_nodes('workflow/2', '[{"id": "f1000000-0000-7000-8100-000000000002", "lens_id": "d0000000-0000-7000-8000-000000000002"},
  {"id": "f1000000-0000-7000-8200-000000000002", "kind": "transform", "config": {"text": "[[word]]!"}}]')
-- owner: freeze
select public.fn_create_workflow_version('workflow/2')
-- owner: publish
select public.fn_publish_workflow_version(v.id) from public.fn_get_workflow_versions('workflow/2') v where v.version_number = 2
-- owner: unpublishes nothing, but archives the workflow
select public.fn_archive_workflow('workflow/2') ->> 'status'
-- owner: start
select public.fn_start_workflow_run('workflow/2', '{"word": "x"}')
=> ! 55000 workflow_archived

-- stranger: invisible
select public.fn_start_workflow_run('workflow/1')
=> ! P0002 workflow_not_found

-- anon: no rights
select public.fn_start_workflow_run('workflow/2')
=> ! 42501

-- suspended: not active
select public.fn_start_workflow_run('workflow/2')
=> ! 42501 profile_not_active

-- owner: a graph with errors
select public.fn_start_workflow_run('workflow/1')
=> ! 23514 bad_config

-- owner: a workflow that can run
select count(*) from public.fn_upsert_workflow_nodes('workflow/1', '[{"id": "f1000000-0000-7000-8100-000000000001", "kind": "transform", "config": {"text": "Hi [[who]]"}},
  {"id": "f1000000-0000-7000-8200-000000000001", "kind": "transform", "config": {"text": "[[word]]!"}}]')
-- owner: a missing input
select public.fn_start_workflow_run('workflow/1', '{"WHO ": null}')
=> ! 22023 missing_binding

-- owner: a workflow that can run
select count(*) from public.fn_upsert_workflow_nodes('workflow/1', '[{"id": "f1000000-0000-7000-8100-000000000001", "kind": "transform", "config": {"text": "Hi [[who]]"}},
  {"id": "f1000000-0000-7000-8200-000000000001", "kind": "transform", "config": {"text": "[[word]]!"}}]')
-- owner: an input in other letters
select public.fn_start_workflow_run('workflow/1', '{" Who": "me"}') is not null
=> t

-- owner: a workflow that can run
select count(*) from public.fn_upsert_workflow_nodes('workflow/1', '[{"id": "f1000000-0000-7000-8100-000000000001", "kind": "transform", "config": {"text": "Hi [[who]]"}},
  {"id": "f1000000-0000-7000-8200-000000000001", "kind": "transform", "config": {"text": "[[word]]!"}}]')
-- owner: an unknown input
select public.fn_start_workflow_run('workflow/1', '{"who": "me", "whom": 1}')
=> ! 22023 unknown_input

-- owner: a workflow that can run
select count(*) from public.fn_upsert_workflow_nodes('workflow/1', '[{"id": "f1000000-0000-7000-8100-000000000001", "kind": "transform", "config": {"text": "Hi [[who]]"}},
  {"id": "f1000000-0000-7000-8200-000000000001", "kind": "transform", "config": {"text": "[[word]]!"}}]')
-- owner: one input twice
select public.fn_start_workflow_run('workflow/1', '{"who": "me", "Who": "you"}')
=> ! 22023 ambiguous_input

-- owner: a workflow that can run
select count(*) from public.fn_upsert_workflow_nodes('workflow/1', '[{"id": "f1000000-0000-7000-8100-000000000001", "kind": "transform", "config": {"text": "Hi [[who]]"}},
  {"id": "f1000000-0000-7000-8200-000000000001", "kind": "transform", "config": {"text": "[[word]]!"}}]')
-- owner: inputs that are no object
select public.fn_start_workflow_run('workflow/1', '[1]')
=> ! 22023 bad_inputs

-- owner: a workflow that can run
select count(*) from public.fn_upsert_workflow_nodes('workflow/1', '[{"id": "f1000000-0000-7000-8100-000000000001", "kind": "transform", "config": {"text": "Hi [[who]]"}},
  {"id": "f1000000-0000-7000-8200-000000000001", "kind": "transform", "config": {"text": "[[word]]!"}}]')
-- owner: inputs as large as they may be
select public.fn_start_workflow_run('workflow/1', jsonb_build_object('who', repeat('x', 524200))) is not null
=> t

-- owner: a workflow that can run
select count(*) from public.fn_upsert_workflow_nodes('workflow/1', '[{"id": "f1000000-0000-7000-8100-000000000001", "kind": "transform", "config": {"text": "Hi [[who]]"}},
  {"id": "f1000000-0000-7000-8200-000000000001", "kind": "transform", "config": {"text": "[[word]]!"}}]')
-- owner: inputs that are too large
select public.fn_start_workflow_run('workflow/1', jsonb_build_object('who', repeat('x', 524300)))
=> ! 54000 context_too_large

-- owner: a workflow that can run
select count(*) from public.fn_upsert_workflow_nodes('workflow/1', '[{"id": "f1000000-0000-7000-8100-000000000001", "kind": "transform", "config": {"text": "Hi [[who]]"}},
  {"id": "f1000000-0000-7000-8200-000000000001", "kind": "transform", "config": {"text": "[[word]]!"}}]')
-- owner: a model by name
select public.fn_start_workflow_run('workflow/1', '{"who": "me"}', 'demo/writer') is not null
=> t

-- owner: a workflow that can run
select count(*) from public.fn_upsert_workflow_nodes('workflow/1', '[{"id": "f1000000-0000-7000-8100-000000000001", "kind": "transform", "config": {"text": "Hi [[who]]"}},
  {"id": "f1000000-0000-7000-8200-000000000001", "kind": "transform", "config": {"text": "[[word]]!"}}]')
-- owner: an unknown model
select public.fn_start_workflow_run('workflow/1', '{"who": "me"}', 'demo/writr')
=> ! 22023 unknown_model

-- owner: a workflow that can run
select count(*) from public.fn_upsert_workflow_nodes('workflow/1', '[{"id": "f1000000-0000-7000-8100-000000000001", "kind": "transform", "config": {"text": "Hi [[who]]"}},
  {"id": "f1000000-0000-7000-8200-000000000001", "kind": "transform", "config": {"text": "[[word]]!"}}]')
-- owner: a version of another workflow
select public.fn_start_workflow_run('workflow/1', '{"who": "me"}', null, null, 'f2000000-0000-7000-8000-000000000002')
=> ! P0002 version_not_found

-- owner: a workflow that can run
select count(*) from public.fn_upsert_workflow_nodes('workflow/1', '[{"id": "f1000000-0000-7000-8100-000000000001", "kind": "transform", "config": {"text": "Hi [[who]]"}},
  {"id": "f1000000-0000-7000-8200-000000000001", "kind": "transform", "config": {"text": "[[word]]!"}}]')
-- owner: an own version by id
select public.fn_start_workflow_run('workflow/1', '{}', null, null, 'f2000000-0000-7000-8000-000000000001') is not null
=> t

-- owner: a workflow that can run
select count(*) from public.fn_upsert_workflow_nodes('workflow/1', '[{"id": "f1000000-0000-7000-8100-000000000001", "kind": "transform", "config": {"text": "Hi [[who]]"}},
  {"id": "f1000000-0000-7000-8200-000000000001", "kind": "transform", "config": {"text": "[[word]]!"}}]')
-- owner: start with a key
select 1 from public.fn_start_workflow_run('workflow/1', '{"who": "me"}', 'demo/writer', 'key-1')
-- owner: breaks the graph meanwhile
select 1 from public.fn_upsert_workflow_nodes('workflow/1', '[{"id": "f1000000-0000-7000-8100-000000000001", "config": {}}]')
-- owner: the same request is the same run
select id = public.fn_start_workflow_run('workflow/1', '{"who": "me"}', 'demo/writer', 'key-1') from public.fn_list_workflow_runs('workflow/1')
=> t

-- owner: a workflow that can run
select count(*) from public.fn_upsert_workflow_nodes('workflow/1', '[{"id": "f1000000-0000-7000-8100-000000000001", "kind": "transform", "config": {"text": "Hi [[who]]"}},
  {"id": "f1000000-0000-7000-8200-000000000001", "kind": "transform", "config": {"text": "[[word]]!"}}]')
-- owner: start with a key
select 1 from public.fn_start_workflow_run('workflow/1', '{"who": "me"}', 'demo/writer', 'key-1')
-- owner: the same key for another request
select public.fn_start_workflow_run('workflow/1', '{"who": "you"}', 'demo/writer', 'key-1')
=> ! 22023 idempotency_mismatch

-- owner: a workflow that can run
select count(*) from public.fn_upsert_workflow_nodes('workflow/1', '[{"id": "f1000000-0000-7000-8100-000000000001", "kind": "transform", "config": {"text": "Hi [[who]]"}},
  {"id": "f1000000-0000-7000-8200-000000000001", "kind": "transform", "config": {"text": "[[word]]!"}}]')
-- owner: a key too long
select public.fn_start_workflow_run('workflow/1', '{"who": "me"}', null, repeat('k', 201))
=> ! 22023 bad_idempotency_key

-- owner: a public workflow that can run
select count(*) from public.fn_upsert_workflow_nodes('workflow/2', '[{"id": "f1000000-0000-7000-8100-000000000002", "lens_id": "d0000000-0000-7000-8000-000000000002"},
  {"id": "f1000000-0000-7000-8200-000000000002", "kind": "transform", "config": {"text": "[[word]]!"}}]')
-- owner: freeze
select public.fn_create_workflow_version('workflow/2')
-- owner: publish
select public.fn_publish_workflow_version(v.id) from public.fn_get_workflow_versions('workflow/2') v where v.version_number = 2
-- owner: two people may use one key
select 1 from public.fn_start_workflow_run('workflow/2', '{"word": "x"}', null, 'key-1')
-- stranger: the same
select 1 from public.fn_start_workflow_run('workflow/2', '{"word": "y"}', null, 'key-1')
-- engine_worker: two runs
select count(*) from lenses.workflow_runs where idempotency_key = 'key-1'
=> 2

-- owner: own run
select status from public.fn_get_workflow_run('f3000000-0000-7000-8000-000000000001')
=> queued

-- operator: an operator who may view the agent's logs
select status from public.fn_get_workflow_run('f3000000-0000-7000-8000-000000000003')
=> queued

-- owner: not what others run with one's public workflow
select status from public.fn_get_workflow_run('f3000000-0000-7000-8000-000000000002')
=> nothing

-- revoked: no more
select status from public.fn_get_workflow_run('f3000000-0000-7000-8000-000000000003')
=> nothing

-- owner: another's run is not found
select node_id from public.fn_get_workflow_node_results('f3000000-0000-7000-8000-000000000002')
=> ! P0002 run_not_found

-- revoked: no more
select node_id from public.fn_get_workflow_node_results('f3000000-0000-7000-8000-000000000003')
=> ! P0002 run_not_found

-- owner: another's run is not found
select status from public.fn_get_workflow_run_state('f3000000-0000-7000-8000-000000000002')
=> ! P0002 run_not_found

-- revoked: no more
select status from public.fn_get_workflow_run_state('f3000000-0000-7000-8000-000000000003')
=> ! P0002 run_not_found

-- owner: another's run is not found
select status from public.fn_workflow_get_run_state('f3000000-0000-7000-8000-000000000002')
=> ! P0002 run_not_found

-- revoked: no more
select status from public.fn_workflow_get_run_state('f3000000-0000-7000-8000-000000000003')
=> ! P0002 run_not_found

-- owner: another's run is not found
select type from public.fn_list_workflow_run_events('f3000000-0000-7000-8000-000000000002')
=> ! P0002 run_not_found

-- revoked: no more
select type from public.fn_list_workflow_run_events('f3000000-0000-7000-8000-000000000003')
=> ! P0002 run_not_found

-- owner: another's run is not found
select id from public.fn_get_run_provenance('f3000000-0000-7000-8000-000000000002')
=> ! P0002 run_not_found

-- revoked: no more
select id from public.fn_get_run_provenance('f3000000-0000-7000-8000-000000000003')
=> ! P0002 run_not_found

-- owner: a workflow that can run
select count(*) from public.fn_upsert_workflow_nodes('workflow/1', '[{"id": "f1000000-0000-7000-8100-000000000001", "kind": "transform", "config": {"text": "Hi [[who]]"}},
  {"id": "f1000000-0000-7000-8200-000000000001", "kind": "transform", "config": {"text": "[[word]]!"}}]')
-- owner: start
select 1 from public.fn_start_workflow_run('workflow/1', '{"who": "me"}')
-- engine_worker: runs it
with n as (insert into lenses.workflow_node_results (run_id, node_id, status, completed_at, output_data, cost_credits)
  select r.id, n.id, 'completed', now(), '{"kind": "text", "artifactKind": "text", "output": "Hi me"}', 2
  from lenses.workflow_runs r, unnest(array['f1000000-0000-7000-8100-000000000001', 'f1000000-0000-7000-8200-000000000001']::uuid[]) n (id)
  where r.workflow_id = 'workflow/1' returning 1),
e as (insert into lenses.workflow_run_events (run_id, event_id, type) select r.id, i, t from lenses.workflow_runs r, unnest(array['run.started', 'run.completed']) with ordinality e (t, i)
  where r.workflow_id = 'workflow/1' returning 1),
q as (delete from engine.run_queue q using lenses.workflow_runs r where q.run_id = r.id and r.workflow_id = 'workflow/1' returning 1)
update lenses.workflow_runs r set status = 'completed', completed_at = now(), last_event_id = 2 where r.workflow_id = 'workflow/1' returning 1
-- owner: results in the order of the graph
select label || ' ' || status || ' ' || (output_data ->> 'output') from public.fn_get_workflow_node_results((select id from public.fn_list_workflow_runs('workflow/1') limit 1))
=> node 1 completed Hi me · node 2 completed Hi me

-- owner: a workflow that can run
select count(*) from public.fn_upsert_workflow_nodes('workflow/1', '[{"id": "f1000000-0000-7000-8100-000000000001", "kind": "transform", "config": {"text": "Hi [[who]]"}},
  {"id": "f1000000-0000-7000-8200-000000000001", "kind": "transform", "config": {"text": "[[word]]!"}}]')
-- owner: start
select 1 from public.fn_start_workflow_run('workflow/1', '{"who": "me"}')
-- engine_worker: runs it
with n as (insert into lenses.workflow_node_results (run_id, node_id, status, completed_at, output_data, cost_credits)
  select r.id, n.id, 'completed', now(), '{"kind": "text", "artifactKind": "text", "output": "Hi me"}', 2
  from lenses.workflow_runs r, unnest(array['f1000000-0000-7000-8100-000000000001', 'f1000000-0000-7000-8200-000000000001']::uuid[]) n (id)
  where r.workflow_id = 'workflow/1' returning 1),
e as (insert into lenses.workflow_run_events (run_id, event_id, type) select r.id, i, t from lenses.workflow_runs r, unnest(array['run.started', 'run.completed']) with ordinality e (t, i)
  where r.workflow_id = 'workflow/1' returning 1),
q as (delete from engine.run_queue q using lenses.workflow_runs r where q.run_id = r.id and r.workflow_id = 'workflow/1' returning 1)
update lenses.workflow_runs r set status = 'completed', completed_at = now(), last_event_id = 2 where r.workflow_id = 'workflow/1' returning 1
-- owner: the state
select status || ' ' || pending_count || ' ' || executed_count || ' ' || is_running || ' ' || last_event_id || ' ' || jsonb_array_length(node_results) from public.fn_get_workflow_run_state((select id from public.fn_list_workflow_runs('workflow/1') limit 1))
=> completed 0 2 false 2 2

-- owner: a workflow that can run
select count(*) from public.fn_upsert_workflow_nodes('workflow/1', '[{"id": "f1000000-0000-7000-8100-000000000001", "kind": "transform", "config": {"text": "Hi [[who]]"}},
  {"id": "f1000000-0000-7000-8200-000000000001", "kind": "transform", "config": {"text": "[[word]]!"}}]')
-- owner: start
select 1 from public.fn_start_workflow_run('workflow/1', '{"who": "me"}')
-- engine_worker: runs it
with n as (insert into lenses.workflow_node_results (run_id, node_id, status, completed_at, output_data, cost_credits)
  select r.id, n.id, 'completed', now(), '{"kind": "text", "artifactKind": "text", "output": "Hi me"}', 2
  from lenses.workflow_runs r, unnest(array['f1000000-0000-7000-8100-000000000001', 'f1000000-0000-7000-8200-000000000001']::uuid[]) n (id)
  where r.workflow_id = 'workflow/1' returning 1),
e as (insert into lenses.workflow_run_events (run_id, event_id, type) select r.id, i, t from lenses.workflow_runs r, unnest(array['run.started', 'run.completed']) with ordinality e (t, i)
  where r.workflow_id = 'workflow/1' returning 1),
q as (delete from engine.run_queue q using lenses.workflow_runs r where q.run_id = r.id and r.workflow_id = 'workflow/1' returning 1)
update lenses.workflow_runs r set status = 'completed', completed_at = now(), last_event_id = 2 where r.workflow_id = 'workflow/1' returning 1
-- owner: the state
select status || ' ' || pending_count || ' ' || executed_count || ' ' || is_running || ' ' || last_event_id || ' ' || jsonb_array_length(node_results) from public.fn_workflow_get_run_state((select id from public.fn_list_workflow_runs('workflow/1') limit 1))
=> completed 0 2 false 2 2

-- owner: a workflow that can run
select count(*) from public.fn_upsert_workflow_nodes('workflow/1', '[{"id": "f1000000-0000-7000-8100-000000000001", "kind": "transform", "config": {"text": "Hi [[who]]"}},
  {"id": "f1000000-0000-7000-8200-000000000001", "kind": "transform", "config": {"text": "[[word]]!"}}]')
-- owner: start
select 1 from public.fn_start_workflow_run('workflow/1', '{"who": "me"}')
-- owner: before anything happened all nodes are pending
select pending_count || ' ' || is_running || ' ' || node_results from public.fn_get_workflow_run_state((select id from public.fn_list_workflow_runs('workflow/1') limit 1))
=> 2 true []

-- operator: events, with the right to view logs
select event_id || ' ' || type from public.fn_list_workflow_run_events('f3000000-0000-7000-8000-000000000003')
=> 1 run.started

-- owner: after the last one
select event_id from public.fn_list_workflow_run_events('f3000000-0000-7000-8000-000000000001', 1)
=> nothing

-- owner: own lineage, without the line into another's run
select direction || ' ' || source_output_path || ' ' || target_input_path from public.fn_get_run_provenance('f3000000-0000-7000-8000-000000000001')
=> upstream text word

-- owner: newest first
select count(*) || ' ' || bool_and(status = 'queued') from public.fn_list_workflow_runs('workflow/2')
=> 1 true

-- owner: of an agent one manages
select id = 'f3000000-0000-7000-8000-000000000003' from public.fn_list_workflow_runs('workflow/5')
=> t

-- owner: no runs of others
select id from public.fn_list_workflow_runs('workflow/6')
=> nothing

-- anon: no rights
select id from public.fn_list_workflow_runs('workflow/2')
=> ! 42501

-- owner: across workflows, own and agent's
select workflow_title from public.fn_list_recent_workflow_runs()
=> the agent's own · public published

-- owner: one page
select workflow_title from public.fn_list_recent_workflow_runs(1, 1)
=> public published

-- suspended: not active
select id from public.fn_list_recent_workflow_runs()
=> ! 42501 profile_not_active

-- owner: a workflow that can run
select count(*) from public.fn_upsert_workflow_nodes('workflow/1', '[{"id": "f1000000-0000-7000-8100-000000000001", "kind": "transform", "config": {"text": "Hi [[who]]"}},
  {"id": "f1000000-0000-7000-8200-000000000001", "kind": "transform", "config": {"text": "[[word]]!"}}]')
-- owner: start
select 1 from public.fn_start_workflow_run('workflow/1', '{"who": "me"}')
-- owner: cancel
select public.fn_cancel_workflow_run((select id from public.fn_list_workflow_runs('workflow/1') limit 1), 'enough')
-- owner: twice is the same as once
select public.fn_cancel_workflow_run((select id from public.fn_list_workflow_runs('workflow/1') limit 1), 'again')
-- engine_worker: is asked to
select cancel_asked || ' ' || cancel_reason from engine.run_queue q join lenses.workflow_runs r on r.id = q.run_id where r.workflow_id = 'workflow/1'
=> true enough

-- owner: a workflow that can run
select count(*) from public.fn_upsert_workflow_nodes('workflow/1', '[{"id": "f1000000-0000-7000-8100-000000000001", "kind": "transform", "config": {"text": "Hi [[who]]"}},
  {"id": "f1000000-0000-7000-8200-000000000001", "kind": "transform", "config": {"text": "[[word]]!"}}]')
-- owner: start
select 1 from public.fn_start_workflow_run('workflow/1', '{"who": "me"}')
-- engine_worker: runs it
with n as (insert into lenses.workflow_node_results (run_id, node_id, status, completed_at, output_data, cost_credits)
  select r.id, n.id, 'completed', now(), '{"kind": "text", "artifactKind": "text", "output": "Hi me"}', 2
  from lenses.workflow_runs r, unnest(array['f1000000-0000-7000-8100-000000000001', 'f1000000-0000-7000-8200-000000000001']::uuid[]) n (id)
  where r.workflow_id = 'workflow/1' returning 1),
e as (insert into lenses.workflow_run_events (run_id, event_id, type) select r.id, i, t from lenses.workflow_runs r, unnest(array['run.started', 'run.completed']) with ordinality e (t, i)
  where r.workflow_id = 'workflow/1' returning 1),
q as (delete from engine.run_queue q using lenses.workflow_runs r where q.run_id = r.id and r.workflow_id = 'workflow/1' returning 1)
update lenses.workflow_runs r set status = 'completed', completed_at = now(), last_event_id = 2 where r.workflow_id = 'workflow/1' returning 1
-- owner: too late
select public.fn_cancel_workflow_run((select id from public.fn_list_workflow_runs('workflow/1') limit 1))
=> ! 55000 run_finished

-- owner: a run that waits outside the queue is brought into it to end
select public.fn_cancel_workflow_run('f3000000-0000-7000-8000-000000000001', 'no more')
-- engine_worker: look
select cancel_reason from engine.run_queue where run_id = 'f3000000-0000-7000-8000-000000000001'
=> no more

-- co_owner: managers of the agent may
select public.fn_cancel_workflow_run('f3000000-0000-7000-8000-000000000003')
=> empty

-- operator: looks but does not touch
select public.fn_cancel_workflow_run('f3000000-0000-7000-8000-000000000003')
=> ! 42501 not_starter

-- stranger: not found
select public.fn_cancel_workflow_run('f3000000-0000-7000-8000-000000000001')
=> ! P0002 run_not_found

-- owner: a workflow that can run
select count(*) from public.fn_upsert_workflow_nodes('workflow/1', '[{"id": "f1000000-0000-7000-8100-000000000001", "kind": "transform", "config": {"text": "Hi [[who]]"}},
  {"id": "f1000000-0000-7000-8200-000000000001", "kind": "transform", "config": {"text": "[[word]]!"}}]')
-- owner: start
select 1 from public.fn_start_workflow_run('workflow/1', '{"who": "me"}')
-- owner: cancelled by its other name
select public.fn_update_workflow_run_status((select id from public.fn_list_workflow_runs('workflow/1') limit 1), 'cancelled')
=> empty

-- owner: the rest is the engine's
select public.fn_update_workflow_run_status('f3000000-0000-7000-8000-000000000001', 'completed')
=> ! 55000 illegal_transition

-- owner: no such status
select public.fn_update_workflow_run_status('f3000000-0000-7000-8000-000000000001', 'done')
=> ! 22023 bad_status

-- stranger: not found
select public.fn_update_workflow_run_status('f3000000-0000-7000-8000-000000000001', 'cancelled')
=> ! P0002 run_not_found

-- owner: a workflow that can run
select count(*) from public.fn_upsert_workflow_nodes('workflow/1', '[{"id": "f1000000-0000-7000-8100-000000000001", "kind": "transform", "config": {"text": "Hi [[who]]"}},
  {"id": "f1000000-0000-7000-8200-000000000001", "kind": "transform", "config": {"text": "[[word]]!"}}]')
-- owner: start
select 1 from public.fn_start_workflow_run('workflow/1', '{"who": "me"}')
-- engine_worker: starts it
with e as (insert into lenses.workflow_run_events (run_id, event_id, type) select r.id, 1, 'run.started' from lenses.workflow_runs r where r.workflow_id = 'workflow/1' returning 1)
update lenses.workflow_runs r set status = 'running', last_event_id = 1 where r.workflow_id = 'workflow/1' returning 1
-- owner: a remark
select event_id from public.fn_append_workflow_run_event((select id from public.fn_list_workflow_runs('workflow/1') limit 1), 'node.log', '{"nodeId": "f1000000-0000-7000-8100-000000000001", "text": "x"}')
-- owner: and the next
select event_id from public.fn_append_workflow_run_event((select id from public.fn_list_workflow_runs('workflow/1') limit 1), 'node.log')
=> 3

-- owner: a workflow that can run
select count(*) from public.fn_upsert_workflow_nodes('workflow/1', '[{"id": "f1000000-0000-7000-8100-000000000001", "kind": "transform", "config": {"text": "Hi [[who]]"}},
  {"id": "f1000000-0000-7000-8200-000000000001", "kind": "transform", "config": {"text": "[[word]]!"}}]')
-- owner: start
select 1 from public.fn_start_workflow_run('workflow/1', '{"who": "me"}')
-- owner: before it started
select event_id from public.fn_append_workflow_run_event((select id from public.fn_list_workflow_runs('workflow/1') limit 1), 'node.log')
=> ! 55000 run_not_running

-- owner: a workflow that can run
select count(*) from public.fn_upsert_workflow_nodes('workflow/1', '[{"id": "f1000000-0000-7000-8100-000000000001", "kind": "transform", "config": {"text": "Hi [[who]]"}},
  {"id": "f1000000-0000-7000-8200-000000000001", "kind": "transform", "config": {"text": "[[word]]!"}}]')
-- owner: start
select 1 from public.fn_start_workflow_run('workflow/1', '{"who": "me"}')
-- engine_worker: runs it
with n as (insert into lenses.workflow_node_results (run_id, node_id, status, completed_at, output_data, cost_credits)
  select r.id, n.id, 'completed', now(), '{"kind": "text", "artifactKind": "text", "output": "Hi me"}', 2
  from lenses.workflow_runs r, unnest(array['f1000000-0000-7000-8100-000000000001', 'f1000000-0000-7000-8200-000000000001']::uuid[]) n (id)
  where r.workflow_id = 'workflow/1' returning 1),
e as (insert into lenses.workflow_run_events (run_id, event_id, type) select r.id, i, t from lenses.workflow_runs r, unnest(array['run.started', 'run.completed']) with ordinality e (t, i)
  where r.workflow_id = 'workflow/1' returning 1),
q as (delete from engine.run_queue q using lenses.workflow_runs r where q.run_id = r.id and r.workflow_id = 'workflow/1' returning 1)
update lenses.workflow_runs r set status = 'completed', completed_at = now(), last_event_id = 2 where r.workflow_id = 'workflow/1' returning 1
-- owner: after it ended
select event_id from public.fn_append_workflow_run_event((select id from public.fn_list_workflow_runs('workflow/1') limit 1), 'node.log')
=> ! 55000 run_not_running

-- owner: a workflow that can run
select count(*) from public.fn_upsert_workflow_nodes('workflow/1', '[{"id": "f1000000-0000-7000-8100-000000000001", "kind": "transform", "config": {"text": "Hi [[who]]"}},
  {"id": "f1000000-0000-7000-8200-000000000001", "kind": "transform", "config": {"text": "[[word]]!"}}]')
-- owner: start
select 1 from public.fn_start_workflow_run('workflow/1', '{"who": "me"}')
-- engine_worker: starts it
with e as (insert into lenses.workflow_run_events (run_id, event_id, type) select r.id, 1, 'run.started' from lenses.workflow_runs r where r.workflow_id = 'workflow/1' returning 1)
update lenses.workflow_runs r set status = 'running', last_event_id = 1 where r.workflow_id = 'workflow/1' returning 1
-- owner: the engine's types are not for people
select event_id from public.fn_append_workflow_run_event((select id from public.fn_list_workflow_runs('workflow/1') limit 1), 'run.completed')
=> ! 22023 bad_event_type

-- owner: a workflow that can run
select count(*) from public.fn_upsert_workflow_nodes('workflow/1', '[{"id": "f1000000-0000-7000-8100-000000000001", "kind": "transform", "config": {"text": "Hi [[who]]"}},
  {"id": "f1000000-0000-7000-8200-000000000001", "kind": "transform", "config": {"text": "[[word]]!"}}]')
-- owner: start
select 1 from public.fn_start_workflow_run('workflow/1', '{"who": "me"}')
-- engine_worker: starts it
with e as (insert into lenses.workflow_run_events (run_id, event_id, type) select r.id, 1, 'run.started' from lenses.workflow_runs r where r.workflow_id = 'workflow/1' returning 1)
update lenses.workflow_runs r set status = 'running', last_event_id = 1 where r.workflow_id = 'workflow/1' returning 1
-- owner: a payload that is no object
select event_id from public.fn_append_workflow_run_event((select id from public.fn_list_workflow_runs('workflow/1') limit 1), 'node.log', '[]')
=> ! 22023 bad_payload

-- owner: a workflow that can run
select count(*) from public.fn_upsert_workflow_nodes('workflow/1', '[{"id": "f1000000-0000-7000-8100-000000000001", "kind": "transform", "config": {"text": "Hi [[who]]"}},
  {"id": "f1000000-0000-7000-8200-000000000001", "kind": "transform", "config": {"text": "[[word]]!"}}]')
-- owner: start
select 1 from public.fn_start_workflow_run('workflow/1', '{"who": "me"}')
-- engine_worker: starts it
with e as (insert into lenses.workflow_run_events (run_id, event_id, type) select r.id, 1, 'run.started' from lenses.workflow_runs r where r.workflow_id = 'workflow/1' returning 1)
update lenses.workflow_runs r set status = 'running', last_event_id = 1 where r.workflow_id = 'workflow/1' returning 1
-- owner: a payload too large
select event_id from public.fn_append_workflow_run_event((select id from public.fn_list_workflow_runs('workflow/1') limit 1), 'node.log', jsonb_build_object('x', repeat('x', 65536)))
=> ! 54000 payload_too_large

-- stranger: not found
select event_id from public.fn_append_workflow_run_event('f3000000-0000-7000-8000-000000000001', 'node.log')
=> ! P0002 run_not_found

-- operator: may look only
select event_id from public.fn_append_workflow_run_event('f3000000-0000-7000-8000-000000000003', 'node.log')
=> ! 42501 not_starter

-- owner: a workflow that can run
select count(*) from public.fn_upsert_workflow_nodes('workflow/1', '[{"id": "f1000000-0000-7000-8100-000000000001", "kind": "transform", "config": {"text": "Hi [[who]]"}},
  {"id": "f1000000-0000-7000-8200-000000000001", "kind": "transform", "config": {"text": "[[word]]!"}}]')
-- owner: start
select 1 from public.fn_start_workflow_run('workflow/1', '{"who": "me"}')
-- owner: twice the same line is one
select public.fn_record_run_provenance(r.id, null, 'who', r.id, 'f1000000-0000-7000-8100-000000000001', 'who') = public.fn_record_run_provenance(r.id, null, 'who', r.id, 'f1000000-0000-7000-8100-000000000001', 'who')
from public.fn_list_workflow_runs('workflow/1') r
=> t

-- owner: a workflow that can run
select count(*) from public.fn_upsert_workflow_nodes('workflow/1', '[{"id": "f1000000-0000-7000-8100-000000000001", "kind": "transform", "config": {"text": "Hi [[who]]"}},
  {"id": "f1000000-0000-7000-8200-000000000001", "kind": "transform", "config": {"text": "[[word]]!"}}]')
-- owner: start
select 1 from public.fn_start_workflow_run('workflow/1', '{"who": "me"}')
-- owner: from another run of one's own
select public.fn_record_run_provenance('f3000000-0000-7000-8000-000000000001', null, 'word', r.id, 'f1000000-0000-7000-8100-000000000001', 'who') is not null
from public.fn_list_workflow_runs('workflow/1') r
-- owner: seen from there
select direction || ' ' || (target_workflow_id = 'workflow/1') from public.fn_get_run_provenance('f3000000-0000-7000-8000-000000000001') where direction = 'downstream'
=> downstream true

-- owner: a workflow that can run
select count(*) from public.fn_upsert_workflow_nodes('workflow/1', '[{"id": "f1000000-0000-7000-8100-000000000001", "kind": "transform", "config": {"text": "Hi [[who]]"}},
  {"id": "f1000000-0000-7000-8200-000000000001", "kind": "transform", "config": {"text": "[[word]]!"}}]')
-- owner: start
select 1 from public.fn_start_workflow_run('workflow/1', '{"who": "me"}')
-- owner: a node of another graph
select public.fn_record_run_provenance(r.id, null, 'who', r.id, 'f1000000-0000-7000-8100-000000000006', 'who')
from public.fn_list_workflow_runs('workflow/1') r
=> ! 22023 unknown_node

-- owner: a workflow that can run
select count(*) from public.fn_upsert_workflow_nodes('workflow/1', '[{"id": "f1000000-0000-7000-8100-000000000001", "kind": "transform", "config": {"text": "Hi [[who]]"}},
  {"id": "f1000000-0000-7000-8200-000000000001", "kind": "transform", "config": {"text": "[[word]]!"}}]')
-- owner: start
select 1 from public.fn_start_workflow_run('workflow/1', '{"who": "me"}')
-- owner: an empty path
select public.fn_record_run_provenance(r.id, null, ' ', r.id, 'f1000000-0000-7000-8100-000000000001', 'who')
from public.fn_list_workflow_runs('workflow/1') r
=> ! 22023 bad_path

-- owner: into another's run
select public.fn_record_run_provenance('f3000000-0000-7000-8000-000000000001', null, 'a', 'f3000000-0000-7000-8000-000000000002', 'f1000000-0000-7000-8100-000000000001', 'b')
=> ! P0002 run_not_found

-- owner: a workflow that can run
select count(*) from public.fn_upsert_workflow_nodes('workflow/1', '[{"id": "f1000000-0000-7000-8100-000000000001", "kind": "transform", "config": {"text": "Hi [[who]]"}},
  {"id": "f1000000-0000-7000-8200-000000000001", "kind": "transform", "config": {"text": "[[word]]!"}}]')
-- owner: start
select 1 from public.fn_start_workflow_run('workflow/1', '{"who": "me"}')
-- engine_worker: runs it
with n as (insert into lenses.workflow_node_results (run_id, node_id, status, completed_at, output_data, cost_credits)
  select r.id, n.id, 'completed', now(), '{"kind": "text", "artifactKind": "text", "output": "Hi me"}', 2
  from lenses.workflow_runs r, unnest(array['f1000000-0000-7000-8100-000000000001', 'f1000000-0000-7000-8200-000000000001']::uuid[]) n (id)
  where r.workflow_id = 'workflow/1' returning 1),
e as (insert into lenses.workflow_run_events (run_id, event_id, type) select r.id, i, t from lenses.workflow_runs r, unnest(array['run.started', 'run.completed']) with ordinality e (t, i)
  where r.workflow_id = 'workflow/1' returning 1),
q as (delete from engine.run_queue q using lenses.workflow_runs r where q.run_id = r.id and r.workflow_id = 'workflow/1' returning 1)
update lenses.workflow_runs r set status = 'completed', completed_at = now(), last_event_id = 2 where r.workflow_id = 'workflow/1' returning 1
-- owner: what a rerun from the second node would mean
select (j -> 'reused' -> 0 ->> 'label') || ' ' || (j -> 'invalidated' -> 0 ->> 'label') || ' ' || (j ->> 'estimated_credits') || ' ' || (j -> 'run_id')
from public.fn_rerun_workflow_run((select id from public.fn_list_workflow_runs('workflow/1') limit 1), 'f1000000-0000-7000-8200-000000000001', p_dry_run => true) j
=> node 1 node 2 2 null

-- owner: a workflow that can run
select count(*) from public.fn_upsert_workflow_nodes('workflow/1', '[{"id": "f1000000-0000-7000-8100-000000000001", "kind": "transform", "config": {"text": "Hi [[who]]"}},
  {"id": "f1000000-0000-7000-8200-000000000001", "kind": "transform", "config": {"text": "[[word]]!"}}]')
-- owner: start
select 1 from public.fn_start_workflow_run('workflow/1', '{"who": "me"}')
-- engine_worker: runs it
with n as (insert into lenses.workflow_node_results (run_id, node_id, status, completed_at, output_data, cost_credits)
  select r.id, n.id, 'completed', now(), '{"kind": "text", "artifactKind": "text", "output": "Hi me"}', 2
  from lenses.workflow_runs r, unnest(array['f1000000-0000-7000-8100-000000000001', 'f1000000-0000-7000-8200-000000000001']::uuid[]) n (id)
  where r.workflow_id = 'workflow/1' returning 1),
e as (insert into lenses.workflow_run_events (run_id, event_id, type) select r.id, i, t from lenses.workflow_runs r, unnest(array['run.started', 'run.completed']) with ordinality e (t, i)
  where r.workflow_id = 'workflow/1' returning 1),
q as (delete from engine.run_queue q using lenses.workflow_runs r where q.run_id = r.id and r.workflow_id = 'workflow/1' returning 1)
update lenses.workflow_runs r set status = 'completed', completed_at = now(), last_event_id = 2 where r.workflow_id = 'workflow/1' returning 1
-- owner: from the second node
select 1 from public.fn_rerun_workflow_run((select id from public.fn_list_workflow_runs('workflow/1') limit 1), 'f1000000-0000-7000-8200-000000000001')
-- owner: one result came along, free of charge, and says from where
select s.executed_count || ' ' || s.pending_count || ' ' || s.spent_credits || ' ' || (select string_agg((p.source_run_id <> p.target_run_id) || ' ' || p.transform, '') from public.fn_get_run_provenance(s.run_id) p)
from public.fn_get_workflow_run_state((select id from public.fn_list_workflow_runs('workflow/1') limit 1)) s
=> 1 1 0 true {"reused": true}

-- owner: a workflow that can run
select count(*) from public.fn_upsert_workflow_nodes('workflow/1', '[{"id": "f1000000-0000-7000-8100-000000000001", "kind": "transform", "config": {"text": "Hi [[who]]"}},
  {"id": "f1000000-0000-7000-8200-000000000001", "kind": "transform", "config": {"text": "[[word]]!"}}]')
-- owner: start
select 1 from public.fn_start_workflow_run('workflow/1', '{"who": "me"}')
-- engine_worker: runs it
with n as (insert into lenses.workflow_node_results (run_id, node_id, status, completed_at, output_data, cost_credits)
  select r.id, n.id, 'completed', now(), '{"kind": "text", "artifactKind": "text", "output": "Hi me"}', 2
  from lenses.workflow_runs r, unnest(array['f1000000-0000-7000-8100-000000000001', 'f1000000-0000-7000-8200-000000000001']::uuid[]) n (id)
  where r.workflow_id = 'workflow/1' returning 1),
e as (insert into lenses.workflow_run_events (run_id, event_id, type) select r.id, i, t from lenses.workflow_runs r, unnest(array['run.started', 'run.completed']) with ordinality e (t, i)
  where r.workflow_id = 'workflow/1' returning 1),
q as (delete from engine.run_queue q using lenses.workflow_runs r where q.run_id = r.id and r.workflow_id = 'workflow/1' returning 1)
update lenses.workflow_runs r set status = 'completed', completed_at = now(), last_event_id = 2 where r.workflow_id = 'workflow/1' returning 1
-- owner: changes the first node
select 1 from public.fn_upsert_workflow_nodes('workflow/1', '[{"id": "f1000000-0000-7000-8100-000000000001", "config": {"text": "Hello [[who]]"}}]')
-- owner: nothing behind a changed node is reused
select jsonb_array_length(public.fn_rerun_workflow_run((select id from public.fn_list_workflow_runs('workflow/1') limit 1), 'f1000000-0000-7000-8200-000000000001', 'newest', p_dry_run => true) -> 'reused')
=> 0

-- owner: a workflow that can run
select count(*) from public.fn_upsert_workflow_nodes('workflow/1', '[{"id": "f1000000-0000-7000-8100-000000000001", "kind": "transform", "config": {"text": "Hi [[who]]"}},
  {"id": "f1000000-0000-7000-8200-000000000001", "kind": "transform", "config": {"text": "[[word]]!"}}]')
-- owner: start
select 1 from public.fn_start_workflow_run('workflow/1', '{"who": "me"}')
-- engine_worker: runs it
with n as (insert into lenses.workflow_node_results (run_id, node_id, status, completed_at, output_data, cost_credits)
  select r.id, n.id, 'completed', now(), '{"kind": "text", "artifactKind": "text", "output": "Hi me"}', 2
  from lenses.workflow_runs r, unnest(array['f1000000-0000-7000-8100-000000000001', 'f1000000-0000-7000-8200-000000000001']::uuid[]) n (id)
  where r.workflow_id = 'workflow/1' returning 1),
e as (insert into lenses.workflow_run_events (run_id, event_id, type) select r.id, i, t from lenses.workflow_runs r, unnest(array['run.started', 'run.completed']) with ordinality e (t, i)
  where r.workflow_id = 'workflow/1' returning 1),
q as (delete from engine.run_queue q using lenses.workflow_runs r where q.run_id = r.id and r.workflow_id = 'workflow/1' returning 1)
update lenses.workflow_runs r set status = 'completed', completed_at = now(), last_event_id = 2 where r.workflow_id = 'workflow/1' returning 1
-- owner: from the start with other inputs
select 1 from public.fn_rerun_workflow_run((select id from public.fn_list_workflow_runs('workflow/1') limit 1), p_inputs => '{"who": "you"}')
-- owner: look
select context_inputs || jsonb_build_object('mode', trigger_mode) from public.fn_get_workflow_run((select id from public.fn_list_workflow_runs('workflow/1') limit 1))
=> {"who": "you", "mode": "retry"}

-- owner: a workflow that can run
select count(*) from public.fn_upsert_workflow_nodes('workflow/1', '[{"id": "f1000000-0000-7000-8100-000000000001", "kind": "transform", "config": {"text": "Hi [[who]]"}},
  {"id": "f1000000-0000-7000-8200-000000000001", "kind": "transform", "config": {"text": "[[word]]!"}}]')
-- owner: start
select 1 from public.fn_start_workflow_run('workflow/1', '{"who": "me"}')
-- owner: not before it is over
select public.fn_rerun_workflow_run((select id from public.fn_list_workflow_runs('workflow/1') limit 1))
=> ! 55000 run_not_finished

-- owner: a workflow that can run
select count(*) from public.fn_upsert_workflow_nodes('workflow/1', '[{"id": "f1000000-0000-7000-8100-000000000001", "kind": "transform", "config": {"text": "Hi [[who]]"}},
  {"id": "f1000000-0000-7000-8200-000000000001", "kind": "transform", "config": {"text": "[[word]]!"}}]')
-- owner: start
select 1 from public.fn_start_workflow_run('workflow/1', '{"who": "me"}')
-- engine_worker: runs it
with n as (insert into lenses.workflow_node_results (run_id, node_id, status, completed_at, output_data, cost_credits)
  select r.id, n.id, 'completed', now(), '{"kind": "text", "artifactKind": "text", "output": "Hi me"}', 2
  from lenses.workflow_runs r, unnest(array['f1000000-0000-7000-8100-000000000001', 'f1000000-0000-7000-8200-000000000001']::uuid[]) n (id)
  where r.workflow_id = 'workflow/1' returning 1),
e as (insert into lenses.workflow_run_events (run_id, event_id, type) select r.id, i, t from lenses.workflow_runs r, unnest(array['run.started', 'run.completed']) with ordinality e (t, i)
  where r.workflow_id = 'workflow/1' returning 1),
q as (delete from engine.run_queue q using lenses.workflow_runs r where q.run_id = r.id and r.workflow_id = 'workflow/1' returning 1)
update lenses.workflow_runs r set status = 'completed', completed_at = now(), last_event_id = 2 where r.workflow_id = 'workflow/1' returning 1
-- owner: an unknown node
select public.fn_rerun_workflow_run((select id from public.fn_list_workflow_runs('workflow/1') limit 1), 'f1000000-0000-7000-8100-000000000002')
=> ! 22023 unknown_node

-- owner: a workflow that can run
select count(*) from public.fn_upsert_workflow_nodes('workflow/1', '[{"id": "f1000000-0000-7000-8100-000000000001", "kind": "transform", "config": {"text": "Hi [[who]]"}},
  {"id": "f1000000-0000-7000-8200-000000000001", "kind": "transform", "config": {"text": "[[word]]!"}}]')
-- owner: start
select 1 from public.fn_start_workflow_run('workflow/1', '{"who": "me"}')
-- engine_worker: runs it
with n as (insert into lenses.workflow_node_results (run_id, node_id, status, completed_at, output_data, cost_credits)
  select r.id, n.id, 'completed', now(), '{"kind": "text", "artifactKind": "text", "output": "Hi me"}', 2
  from lenses.workflow_runs r, unnest(array['f1000000-0000-7000-8100-000000000001', 'f1000000-0000-7000-8200-000000000001']::uuid[]) n (id)
  where r.workflow_id = 'workflow/1' returning 1),
e as (insert into lenses.workflow_run_events (run_id, event_id, type) select r.id, i, t from lenses.workflow_runs r, unnest(array['run.started', 'run.completed']) with ordinality e (t, i)
  where r.workflow_id = 'workflow/1' returning 1),
q as (delete from engine.run_queue q using lenses.workflow_runs r where q.run_id = r.id and r.workflow_id = 'workflow/1' returning 1)
update lenses.workflow_runs r set status = 'completed', completed_at = now(), last_event_id = 2 where r.workflow_id = 'workflow/1' returning 1
-- owner: an unknown version
select public.fn_rerun_workflow_run((select id from public.fn_list_workflow_runs('workflow/1') limit 1), p_version => 'older')
=> ! 22023 bad_version

-- stranger: not found
select public.fn_rerun_workflow_run('f3000000-0000-7000-8000-000000000001')
=> ! P0002 run_not_found

-- owner: a draft on trial
select 1 from public.fn_run_lens('lens/4', '{"word": "x"}')
-- owner: twice is one workflow, which is not listed
select 1 from public.fn_run_lens('lens/4', '{"word": "y"}')
-- owner: look
select count(*) || ' ' || count(distinct r.workflow_id) || ' ' || count(distinct r.workflow_version_id) || ' ' || (select count(*) from public.fn_get_my_workflows('profile/1'))
from lenses.workflow_runs r where r.metadata ? 'lens_try'
=> 2 1 1 3

-- owner: the published version unless the draft is named
select 1 from public.fn_run_lens('lens/2', '{"word": "x"}')
-- owner: named
select 1 from public.fn_run_lens('lens/2', '{"word": "x"}', p_version_id => 'version/102')
-- owner: look
select v.graph #>> '{nodes,0,lens,template_body}' from lenses.workflow_runs r join lenses.workflow_versions v on v.id = r.workflow_version_id
where r.metadata ? 'lens_try' order by r.id
=> Say [[word]] · Say [[word]] again

-- stranger: a public lens of somebody else
select public.fn_run_lens('lens/2', '{"word": "x"}') is not null
=> t

-- stranger: but not its draft
select public.fn_run_lens('lens/2', '{"word": "x"}', p_version_id => 'version/102')
=> ! P0002 version_not_found

-- stranger: nor a private lens
select public.fn_run_lens('lens/1', '{"word": "x"}')
=> ! P0002 lens_not_found

-- owner: a version of another lens
select public.fn_run_lens('lens/2', '{"word": "x"}', p_version_id => 'version/1')
=> ! 22023 version_of_other_lens

-- owner: an input that is too long for its type
select public.fn_run_lens('lens/2', jsonb_build_object('word', repeat('x', 501)))
=> ! 22023 invalid_input

-- owner: as long as it may be
select public.fn_run_lens('lens/2', jsonb_build_object('Word', repeat('x', 500))) is not null
=> t

-- owner: an inline template that wants a number
select 1 from public.fn_upsert_workflow_nodes('workflow/1', '[{"id": "f1000000-0000-7000-8100-000000000001", "config": {"template_body": "[[n:integer]]"}}, {"id": "f1000000-0000-7000-8200-000000000001", "kind": "transform", "config": {"text": "[[word]]"}}]')
-- owner: start
select public.fn_start_workflow_run('workflow/1', '{"n": "many"}')
=> ! 22023 invalid_input

-- owner: a missing input
select public.fn_run_lens('lens/2')
=> ! 22023 missing_binding

-- owner: nothing was asked yet
select label from public.fn_get_workflow_run_prompts('run/1')
=> nothing

-- operator: prompts of a run that is not theirs
select label from public.fn_get_workflow_run_prompts('run/1')
=> ! P0002 run_not_found

-- anon: no rights
select label from public.fn_get_workflow_run_prompts('run/1')
=> ! 42501

-- owner: a step that says something
select count(*) from public.fn_upsert_workflow_nodes('workflow/1', '[{"id": "f1000000-0000-7000-8100-000000000001", "kind": "transform", "config": {"text": "Hi [[who]]"}}]')
-- owner: the step alone
select public.fn_run_step('node1/1', '{"who": "you"}') is not null
-- owner: a run of one step, apart from the workflow
select r.status || ' ' || (r.workflow_id <> 'workflow/1') || ' ' || jsonb_array_length(v.graph -> 'nodes') || ' ' || (r.metadata ? 'step_try') from lenses.workflow_runs r join lenses.workflow_versions v on v.id = r.workflow_version_id where r.metadata ? 'step_try'
=> queued true 1 true

-- owner: a step that says something
select count(*) from public.fn_upsert_workflow_nodes('workflow/1', '[{"id": "f1000000-0000-7000-8100-000000000001", "kind": "transform", "config": {"text": "Hi [[who]]"}}, {"id": "f1000000-0000-7000-8200-000000000001", "kind": "transform", "config": {"text": "Bye"}}]')
-- owner: one step
select public.fn_run_step('node1/1', '{"who": "you"}') is not null
-- owner: another
select public.fn_run_step('node2/1') is not null
-- owner: both in the one place for trials, which the list of workflows does not show
select count(distinct r.workflow_id) || ' ' || count(distinct r.workflow_version_id) || ' ' || (select count(*) from public.fn_get_my_workflows('profile/1') m where m.title ~ '^Try') from lenses.workflow_runs r where r.metadata ? 'step_try'
=> 1 2 0

-- owner: a step that says something
select count(*) from public.fn_upsert_workflow_nodes('workflow/1', '[{"id": "f1000000-0000-7000-8100-000000000001", "kind": "transform", "config": {"text": "Hi [[who]]"}}]')
-- owner: an input is missing
select public.fn_run_step('node1/1')
=> ! 22023 missing_binding

-- owner: a step of a lens without a lens
select public.fn_run_step('node1/1')
=> ! 23514 bad_config

-- owner: archived
select public.fn_archive_workflow('workflow/1')
-- owner: nothing of it runs
select public.fn_run_step('node1/1')
=> ! 55000 workflow_archived

-- stranger: a step of somebody else
select public.fn_run_step('node1/1')
=> ! P0002 node_not_found

-- owner: a step that is not there
select public.fn_run_step('workflow/1')
=> ! P0002 node_not_found

-- owner: a step that says something
select count(*) from public.fn_upsert_workflow_nodes('workflow/1', '[{"id": "f1000000-0000-7000-8100-000000000001", "kind": "transform", "config": {"text": "Hi"}}]')
-- owner: no such model
select public.fn_run_step('node1/1', '{}', 'nobody/nothing')
=> ! 22023 unknown_model

-- owner: before anybody tried it
select public.fn_get_lens_detail_bootstrap('lens/2') -> 'used_by' ->> 'workflows'
=> 0

-- owner: a try
select public.fn_run_lens('lens/2', '{"word": "x"}') is not null
-- owner: to try a lens is not to use it
select public.fn_get_lens_detail_bootstrap('lens/2') -> 'used_by' ->> 'workflows'
=> 0
