-- Refusals that no other file meets: what is too long, too many, or taken.

-- owner: a changelog that is a book
select public.fn_create_workflow_version('workflow/1', repeat('x', 20001))
=> ! 22023 bad_changelog

-- owner: a second preset
select (public.fn_create_saved_preset('lens/2', 'version/2', 'other')) ->> 'name'
-- owner: cannot take the name of the first
select public.fn_update_saved_preset(p.id, 'mine') from lenses.saved_presets p where p.name = 'other'
=> ! 23505 preset_exists

-- owner: a preset of no lens
select public.fn_create_saved_preset(null, 'version/2', 'x')
=> ! P0002 version_not_found

-- owner: an answer that is a novel
select public.fn_complete_human_input('run/1', 'f1000000-0000-7000-8100-000000000001', jsonb_build_object('a', repeat('x', 600000)))
=> ! 54000 payload_too_large

-- owner: a call of a tool in a step of another run
select public.fn_invoke_tool('teamrun/a1', 'tool/a1', 'agent/a1', '{"q": 1}', 'step/ffff')
=> ! P0002 step_not_found

-- owner: asks
select public.fn_invoke_tool('teamrun/a1', 'tool/a1', 'agent/a1', '{"q": 1}')
-- owner: runs
select public.fn_complete_tool_invocation((select i.id from agents.tool_invocations i where i.input <> '{}'), 'running')
-- owner: an output that is a film
select public.fn_complete_tool_invocation((select i.id from agents.tool_invocations i where i.input <> '{}'), 'completed', jsonb_build_object('a', repeat('x', 1100000)))
=> ! 54000 output_too_large

-- owner: fills the shelf
select count(public.fn_register_tool('shelf-' || i, 'Shelf ' || i)) > 0 from generate_series(1, 500 - (select count(*)::int from agents.tools_registry where owner_lenser_id = 'profile/1')) i
-- owner: one more
select public.fn_register_tool('one-more', 'One more')
=> ! 54000 too_many_tools

-- owner: gives everything to do
select count(public.fn_create_workflow_assignment('agent/a1', 'workflow/1', 'agent', 'agent/a1')) > 0 from generate_series(1, 500 - (select count(*)::int from agents.workflow_assignments where ai_lenser_id = 'agent/a1' and is_active)) i
-- owner: one more
select public.fn_create_workflow_assignment('agent/a1', 'workflow/1', 'agent', 'agent/a1')
=> ! 54000 too_many_assignments

-- owner: a model with a name as long as a book
select id from public.fn_upsert_workflow_schedule('workflow/1', p_global_model_id => repeat('x', 300000))
=> ! 22023 unknown_model

-- owner: nodes that need nothing
select count(*) from public.fn_upsert_workflow_nodes('workflow/1', '[{"id": "f1000000-0000-7000-8100-000000000001", "kind": "transform", "config": {"text": "Hi"}}, {"id": "f1000000-0000-7000-8200-000000000001", "kind": "transform", "config": {"text": "[[word]]"}}]')
-- owner: a run, which pins a snapshot
select public.fn_start_workflow_run('workflow/1')
-- owner: that is not published
select public.fn_publish_workflow_version(v.id) from lenses.workflow_versions v where v.status = 'snapshot' and v.workflow_id = 'workflow/1'
=> ! 55000 version_is_snapshot

-- owner: the last page there can be
select count(*) from public.fn_list_workflow_runs('workflow/1', 200, 2147483647)
=> 0
