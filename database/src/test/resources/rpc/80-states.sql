-- What else is refused: an archived workflow takes no changes, a wrong value no place, and what is full no more.

-- owner: archive
select (public.fn_archive_workflow('workflow/1')) is not null
-- owner: no version of what is archived
select public.fn_create_workflow_version('workflow/1')
=> ! 55000 workflow_archived

-- owner: archive
select (public.fn_archive_workflow('workflow/1')) is not null
-- owner: no edge is taken from it
select public.fn_delete_workflow_edge((select e.id from lenses.workflow_edges e where e.workflow_id = 'workflow/1'))
=> ! 55000 workflow_archived

-- owner: archive
select (public.fn_archive_workflow('workflow/1')) is not null
-- owner: no node
select public.fn_delete_workflow_node('node1/1')
=> ! 55000 workflow_archived

-- owner: archive
select (public.fn_archive_workflow('workflow/1')) is not null
-- owner: it starts by no webhook
select public.fn_get_workflow_webhook_config('workflow/1')
=> ! 55000 workflow_archived

-- owner: archive
select (public.fn_archive_workflow('workflow/1')) is not null
-- owner: nor by an event
select public.fn_list_workflow_triggers('workflow/1')
=> ! 55000 workflow_archived

-- owner: archive
select (public.fn_archive_workflow('workflow/1')) is not null
-- owner: no earlier graph comes back
select public.fn_restore_workflow_version('wfversion/1')
=> ! 55000 workflow_archived

-- owner: archive
select (public.fn_archive_workflow('workflow/1')) is not null
-- owner: no new secret
select public.fn_rotate_webhook_secret('workflow/1')
=> ! 55000 workflow_archived

-- owner: archive
select (public.fn_archive_workflow('workflow/1')) is not null
-- owner: no edges
select id from public.fn_upsert_workflow_edges('workflow/1', '[]')
=> ! 55000 workflow_archived

-- owner: archive
select (public.fn_archive_workflow('workflow/1')) is not null
-- owner: no schedule
select id from public.fn_upsert_workflow_schedule('workflow/1')
=> ! 55000 workflow_archived

-- owner: archive
select (public.fn_archive_workflow('workflow/1')) is not null
-- owner: no trigger
select public.fn_upsert_workflow_trigger('workflow/1', 'workflow/2')
=> ! 55000 workflow_archived

-- owner: the only version goes
update lenses.versions set status = 'archived' where id = 'version/3' returning 1
-- owner: there is nothing left to try
select public.fn_run_lens('lens/3')
=> ! 55000 no_published_version

-- owner: inputs that are a film
select public.fn_run_lens('lens/1', jsonb_build_object('word', repeat('x', 600000)))
=> ! 54000 context_too_large

-- owner: as many agents as one may own
select count(public.fn_create_ai_lenser('profile/1', 'filler' || i, 'Filler')) from generate_series(1, 49) i
-- owner: a full team
select count(public.fn_add_team_member('team/a1', a.id)) from (select a.id from agents.ai_lensers a where agents.can_manage_ai_lenser(a.id) and a.id <> 'agent/a1' order by a.id limit 48) a
-- owner: has room for nobody
select public.fn_add_team_member('team/a1', a.id) from agents.ai_lensers a where a.id not in (select m.agent_id from agents.team_members m where m.team_id = 'team/a1') and agents.can_manage_ai_lenser(a.id) limit 1
=> ! 54000 too_many_members

-- owner: as many agents as one may own
select count(public.fn_create_ai_lenser('profile/1', 'filler' || i, 'Filler')) from generate_series(1, 49) i
-- owner: there is no room for the agent of the samples
select public.fn_load_sample_space()
=> ! 54000 too_many_agents

-- owner: a workflow that can run
select count(*) from public.fn_upsert_workflow_nodes('workflow/1', '[{"id": "node1/1", "kind": "transform", "config": {"text": "Hi [[who]]"}}, {"id": "node2/1", "kind": "transform", "config": {"text": "[[word]]!"}}]')
-- owner: start, which waits for approval
select public.fn_start_team_run('agent/a1', 'workflow/1', '{"who": "me"}')
-- owner: approve it with a film
select approval_status from public.fn_decide_approval((select r.id from agents.team_runs r where r.workflow_run_id is not null), 'modified', null, jsonb_build_object('who', repeat('x', 600000)))
=> ! 54000 context_too_large

-- engine_worker: notes without end
update agents.team_runs set scratchpad = jsonb_build_object('a', repeat('x', 21000)) where id = 'teamrun/a1' returning 1
-- owner: are no memory
select public.fn_promote_scratchpad_to_memory('teamrun/a1', 'remembers/a1')
=> ! 54000 memory_too_large

-- owner: one word, many times
select public.fn_create_lens('private', repeat('[[word]] ', 600), 'Big')
-- owner: is more than a prompt
select public.fn_render_version_body((select v.id from lenses.versions v join lenses.lenses l on l.id = v.lens_id where l.title = 'Big'), jsonb_build_object('word', repeat('x', 500)))
=> ! 54000 rendered_too_large

-- owner: a workflow that can run
select count(*) from public.fn_upsert_workflow_nodes('workflow/1', '[{"id": "node1/1", "kind": "transform", "config": {"text": "Hi [[who]]"}}, {"id": "node2/1", "kind": "transform", "config": {"text": "[[word]]!"}}]')
-- owner: start
select 1 from public.fn_start_workflow_run('workflow/1', '{"who": "me"}')
-- engine_worker: it ends
with q as (delete from engine.run_queue q using lenses.workflow_runs r where q.run_id = r.id and r.workflow_id = 'workflow/1' returning 1)
update lenses.workflow_runs r set status = 'failed', completed_at = now() where r.workflow_id = 'workflow/1' returning 1
-- owner: again, with a film
select public.fn_rerun_workflow_run((select id from public.fn_list_workflow_runs('workflow/1') limit 1), p_inputs => jsonb_build_object('who', repeat('x', 600000)))
=> ! 54000 context_too_large

-- owner: a workflow that can run
select count(*) from public.fn_upsert_workflow_nodes('workflow/1', '[{"id": "node1/1", "kind": "transform", "config": {"text": "Hi"}}, {"id": "node2/1", "kind": "transform", "config": {"text": "[[word]]!"}}]')
-- owner: start
select 1 from public.fn_start_workflow_run('workflow/1')
-- engine_worker: it is given up
with q as (delete from engine.run_queue q using lenses.workflow_runs r where q.run_id = r.id and r.workflow_id = 'workflow/1' returning 1),
l as (insert into lenses.workflow_run_dead_letters (run_id, reason) select r.id, 'gave up' from lenses.workflow_runs r where r.workflow_id = 'workflow/1' returning 1)
update lenses.workflow_runs r set status = 'failed', completed_at = now() where r.workflow_id = 'workflow/1' returning 1
-- owner: and goes on as a new run
select public.fn_replay_dead_letter(d.id) is not null from public.fn_list_dead_letters() d join lenses.workflow_runs r on r.id = d.run_id where r.workflow_id = 'workflow/1'
=> t

-- owner: a workflow that can run
select count(*) from public.fn_upsert_workflow_nodes('workflow/1', '[{"id": "node1/1", "kind": "transform", "config": {"text": "Hi"}}, {"id": "node2/1", "kind": "transform", "config": {"text": "[[word]]!"}}]')
-- owner: start
select public.fn_start_team_run('agent/a1', 'workflow/1')
-- owner: end
select public.fn_cancel_agent_run((select r.id from agents.team_runs r where r.workflow_run_id is not null), 'agent/a1')
-- owner: break it
select count(*) from public.fn_upsert_workflow_nodes('workflow/1', '[{"id": "node1/1", "kind": "lens", "config": {}}]')
-- owner: it does not start again
select public.fn_retry_agent_run('agent/a1', (select r.id from agents.team_runs r where r.workflow_run_id is not null))
=> ! 23514 bad_config

-- owner: a workflow that can run
select count(*) from public.fn_upsert_workflow_nodes('workflow/1', '[{"id": "node1/1", "kind": "transform", "config": {"text": "Hi"}}, {"id": "node2/1", "kind": "transform", "config": {"text": "[[word]]!"}}]')
-- owner: start
select public.fn_start_team_run('agent/a1', 'workflow/1')
-- owner: end
select public.fn_cancel_agent_run((select r.id from agents.team_runs r where r.workflow_run_id is not null), 'agent/a1')
-- owner: one at a time
select public.fn_update_agent_policy('agent/a1', '{"max_parallel_runs": 1}')
-- owner: others are going
select public.fn_retry_agent_run('agent/a1', (select r.id from agents.team_runs r where r.workflow_run_id is not null))
=> ! 54000 too_many_runs

-- owner: a body that is none
select (public.fn_lenses_create_version('lens/1', '')).id
=> ! 22023 bad_body

-- owner: a title that is none
select public.fn_update_lens('lens/1', p_title => '')
=> ! 22023 bad_title

-- owner: a title that is a book
select id from public.fn_update_workflow('workflow/1', repeat('x', 300))
=> ! 22023 bad_title

-- stranger: a lens that is hidden
select public.fn_archive_lens('lens/1')
=> ! P0002 lens_not_found
