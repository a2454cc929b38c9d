-- What the calls need beside the rows of the fixture: things in the state in which each function can be called once.
update lenses.workflow_nodes n
set kind = 'transform', config = case right(n.label, 1) when '1' then '{"text": "Hi"}'::jsonb else '{"text": "[[word]]"}' end
where n.workflow_id = 'f0000000-0000-7000-8000-000000000001';
update lenses.workflow_edges e set id = 'f1000000-0000-7000-8300-000000000001' where e.workflow_id = 'f0000000-0000-7000-8000-000000000001';
insert into lenses.workflow_versions (id, workflow_id, version_number, status, graph, snapshot_hash, node_ids, node_labels, edge_count, lens_ids,
  input_names, required_inputs)
select v.id, 'f0000000-0000-7000-8000-000000000001', v.number, 'draft', lenses.build_snapshot('f0000000-0000-7000-8000-000000000001'), sha256(v.id::text::bytea),
  '{f1000000-0000-7000-8100-000000000001,f1000000-0000-7000-8200-000000000001}', '{node 1,node 2}', 1, '{}', '{}', '{}'
from (values ('f2000000-0000-7000-8000-000000000101'::uuid, 2), ('f2000000-0000-7000-8000-000000000102', 3)) v (id, number);
insert into lenses.workflows (id, lenser_id, slug, title, status, archived_at)
values ('f0000000-0000-7000-8000-000000000008', 'b0000000-0000-7000-8000-000000000001', 'old', 'old', 'archived', now());
insert into lenses.lenses (id, lenser_id, title) values ('d0000000-0000-7000-8000-000000000008', 'b0000000-0000-7000-8000-000000000001', 'old');
insert into lenses.versions (id, lens_id, template_body) values ('e0000000-0000-7000-8000-000000000008', 'd0000000-0000-7000-8000-000000000008', 'Old');
update lenses.lenses l set status = 'archived' where l.id = 'd0000000-0000-7000-8000-000000000008';
insert into lenses.saved_presets (id, lenser_id, lens_id, lens_version_id, name) values
  ('d1000000-0000-7000-8000-000000000001', 'b0000000-0000-7000-8000-000000000001', 'd0000000-0000-7000-8000-000000000001',
    'e0000000-0000-7000-8000-000000000001', 'first');

-- a run that a person and an outside system are asked by, one that is over, and what was given up of it
update lenses.workflow_runs r set last_event_id = 1 where r.id = 'f3000000-0000-7000-8000-000000000001';
update lenses.workflow_node_results n set status = 'blocked', waiting_reason = 'human_input'
where n.run_id = 'f3000000-0000-7000-8000-000000000001';
insert into lenses.workflow_node_results (run_id, node_id, status, waiting_reason)
values ('f3000000-0000-7000-8000-000000000001', 'f1000000-0000-7000-8200-000000000001', 'blocked', 'external_callback');
update lenses.workflow_node_results n set prompt = '{"attempt": 1, "model": "demo/writer", "parts": []}'
where n.run_id = 'f3000000-0000-7000-8000-000000000001';
insert into engine.callbacks (token_hash, run_id, node_id, expires_at)
values (sha256('another'), 'f3000000-0000-7000-8000-000000000001', 'f1000000-0000-7000-8200-000000000001', now() + interval '1 day');
insert into lenses.workflow_runs (id, workflow_id, workflow_version_id, triggered_by, status, completed_at)
values ('f3000000-0000-7000-8000-000000000005', 'f0000000-0000-7000-8000-000000000001', 'f2000000-0000-7000-8000-000000000102',
  'b0000000-0000-7000-8000-000000000001', 'failed', now());
insert into lenses.workflow_run_dead_letters (id, run_id, reason)
values ('f7000000-0000-7000-8000-000000000005', 'f3000000-0000-7000-8000-000000000005', 'gave up');

-- the agent: a second team with room, a run that is over, one whose approval leads to a run, a call that waits, notes to promote
insert into agents.teams (id, ai_lenser_id, name) values ('c1000000-0000-7000-8001-0000000000a1', 'c0000000-0000-7000-8000-0000000000a1', 'second');
insert into agents.team_runs (id, ai_lenser_id, workflow_id, status, completed_at)
values ('c5000000-0000-7000-8003-0000000000a1', 'c0000000-0000-7000-8000-0000000000a1', 'f0000000-0000-7000-8000-000000000001', 'failed', now());
update agents.team_runs r set scratchpad = '{"facts": ["likes tea"]}' where r.id = 'c5000000-0000-7000-8000-0000000000a1';
insert into agents.tool_invocations (id, team_run_id, tool_id, ai_lenser_id, input, input_hash, approval_required, approval_status)
values ('ce000000-0000-7000-8001-0000000000a1', 'c5000000-0000-7000-8000-0000000000a1', 'c9000000-0000-7000-8000-0000000000a1',
  'c0000000-0000-7000-8000-0000000000a1', '{"q": 2}', sha256('2'), true, 'pending');
update agents.ownerships o set id = 'c0100000-0000-7000-8000-000000000003' where o.owner_lenser_id = 'b0000000-0000-7000-8000-000000000003';
update agents.memories m set team_run_id = 'c5000000-0000-7000-8000-0000000000a1' where m.id = 'c8000000-0000-7000-8000-0000000000a1';

-- what is paused, to be resumed: another agent of the same owner and co-owner, and another schedule
insert into lensers.profiles (id, handle, display_name, type, visibility)
values ('b0000000-0000-7000-8000-0000000000a3', 'paused.agent', 'Paused agent', 'ai', 'private');
insert into agents.ai_lensers (id, profile_id) values ('c0000000-0000-7000-8000-0000000000a3', 'b0000000-0000-7000-8000-0000000000a3');
insert into agents.ownerships (ai_lenser_id, owner_lenser_id, role) values
  ('c0000000-0000-7000-8000-0000000000a3', 'b0000000-0000-7000-8000-000000000001', 'owner'),
  ('c0000000-0000-7000-8000-0000000000a3', 'b0000000-0000-7000-8000-000000000002', 'co_owner');
insert into agents.policies (ai_lenser_id) values ('c0000000-0000-7000-8000-0000000000a3');
insert into agents.workspace_settings (ai_lenser_id, runner_paused) values ('c0000000-0000-7000-8000-0000000000a3', true);
insert into lenses.workflow_schedules (id, workflow_id, cron_expr, is_active, last_dispatch_status)
values ('f6000000-0000-7000-8000-0000000000a3', 'f0000000-0000-7000-8000-000000000001', '0 9 * * *', false, 'paused');

-- a sample of the co-owner's, so that one of them can remove samples and the others load them
insert into lensers.samples (lenser_id, kind, object_id)
values ('b0000000-0000-7000-8000-000000000002', 'lens', 'd0000000-0000-7000-8000-000000000003');

-- a tool whose server says something else now, and a model that writes summaries
insert into agents.tools_registry (id, owner_lenser_id, key, name, kind, egress_class, endpoint_url, request_template, content_hash, pinned_hash, offered, changed_at)
values ('c9000000-0000-7000-8002-0000000000a1', 'b0000000-0000-7000-8000-000000000001', 'changed', 'Changed', 'mcp', 'read_only',
  'https://mcp.example.org/mcp', '{"tool": "changed"}', sha256(''), sha256(''), '{"name": "changed", "inputSchema": {"type": "object"}}', now());
update agents.workspace_settings s set default_model_id = (select m.id from ai.models m order by m.id limit 1)
where s.ai_lenser_id = 'c0000000-0000-7000-8000-0000000000a1';

-- a message that was given up, and a target that needs no secret
update engine.outbox o set given_up_at = now() where o.id = 'fb000000-0000-7000-8000-000000000001';
insert into lensers.notification_targets (id, lenser_id, kind, events)
values ('fa000000-0000-7000-8001-000000000001', 'b0000000-0000-7000-8000-000000000001', 'email', '{run.completed}');
