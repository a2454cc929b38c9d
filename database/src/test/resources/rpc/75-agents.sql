-- Agents: profile, limits, switches, settings, bindings, what hangs on what.

-- operator: with settings:manage
select public.fn_update_agent_profile('agent/a1', '{"headline": "Helps", "runtime_pref": "local"}')
-- owner: a patch
select p.headline || ' ' || a.runtime_pref from lensers.profiles p join agents.ai_lensers a on a.profile_id = p.id where a.id = 'agent/a1'
=> Helps local

-- owner: what is no field
select public.fn_update_agent_profile('agent/a1', '{"status": "deleted"}')
=> ! 22023 unknown_field

-- owner: what does not fit
select public.fn_update_agent_profile('agent/a1', '{"visibility": "maybe"}')
=> ! 22023 bad_value

-- owner: a taken handle
select public.fn_update_agent_profile('agent/a1', '{"handle": "stranger"}')
=> ! 23505 handle_taken

-- owner: no object
select public.fn_update_agent_profile('agent/a1', '[]')
=> ! 22023 bad_patch

-- owner: not found
select public.fn_update_agent_profile('agent/a2', '{}')
=> ! P0002 agent_not_found

-- owner: write
select public.fn_update_agent_personality('agent/a1', ' kind ')
-- owner: a note
select personality_note from agents.ai_lensers where id = 'agent/a1'
=> kind

-- owner: too long
select public.fn_update_agent_personality('agent/a1', repeat('x', 8001))
=> ! 54000 note_too_long

-- stranger: not found
select public.fn_update_agent_personality('agent/a1', 'x')
=> ! P0002 agent_not_found

-- co_owner: set
select public.fn_update_agent_policy('agent/a1', '{"spending_limit_credits": 500, "max_daily_runs": 9}')
-- owner: limits
select spending_limit_credits || ' ' || max_daily_runs from agents.policies where ai_lenser_id = 'agent/a1'
=> 500 9

-- operator: for managers only
select public.fn_update_agent_policy('agent/a1', '{}')
=> ! 42501 not_manager

-- owner: what does not fit
select public.fn_update_agent_policy('agent/a1', '{"max_parallel_runs": 0}')
=> ! 22023 bad_value

-- owner: no number
select public.fn_update_agent_policy('agent/a1', '{"max_parallel_runs": "many"}')
=> ! 22023 bad_value

-- operator: pause
select public.fn_pause_agent('agent/a1')
-- owner: resume
select public.fn_resume_agent('agent/a1')
-- owner: paused and resumed
select runner_paused from agents.workspace_settings where ai_lenser_id = 'agent/a1'
=> f

-- owner: pause
select public.fn_pause_agent('agent/a1')
-- owner: twice
select public.fn_pause_agent('agent/a1')
=> ! 55000 agent_paused

-- owner: not paused
select public.fn_resume_agent('agent/a1')
=> ! 55000 agent_not_paused

-- revoked: not found
select public.fn_pause_agent('agent/a1')
=> ! P0002 agent_not_found

-- owner: on
select public.fn_toggle_kill_switch('agent/a1', true)
-- owner: on
select public.fn_toggle_kill_switch('agent/a1', true)
-- owner: the switch
select global_kill_switch from agents.workspace_settings where ai_lenser_id = 'agent/a1'
=> t

-- owner: neither on nor off
select public.fn_toggle_kill_switch('agent/a1', null)
=> ! 22023 bad_value

-- stranger: not found
select public.fn_toggle_kill_switch('agent/a1', true)
=> ! P0002 agent_not_found

-- operator: the settings
select s ->> 'approval_default' from public.fn_get_workspace_settings('agent/a1') s
=> require_human

-- stranger: nothing to see
select public.fn_get_workspace_settings('agent/a1')
=> null

-- operator: changed
select retention_days || ' ' || (default_model_id is not null) from public.fn_update_workspace_settings('agent/a1', jsonb_build_object('retention_days', 30, 'default_model_id', (select id from ai.models where key = 'writer')))
=> 30 true

-- operator: what loosens is for managers
select retention_days from public.fn_update_workspace_settings('agent/a1', '{"approval_default": "auto"}')
=> ! 42501 not_manager

-- owner: no such model
select retention_days from public.fn_update_workspace_settings('agent/a1', '{"default_model_id": "d0000000-0000-7000-8000-000000000001"}')
=> ! P0002 model_not_found

-- owner: what does not fit
select retention_days from public.fn_update_workspace_settings('agent/a1', '{"approval_timeout_hours": 0}')
=> ! 22023 bad_value

-- owner: pause
select public.fn_pause_agent('agent/a1')
-- operator: what was done
select action_type || ' ' || result from public.fn_list_agent_action_logs('agent/a1', 1)
=> agent.paused success

-- stranger: nothing to see
select id from public.fn_list_agent_action_logs('agent/a1')
=> nothing

-- owner: the log stays as it is
delete from agents.action_logs
=> ! 42501

-- operator: the bindings
select count(*) from public.fn_list_agent_lens_bindings('agent/a1')
=> 1

-- stranger: nothing to see
select id from public.fn_list_agent_lens_bindings('agent/a1')
=> nothing

-- owner: bound, with a pin
select (version_id = 'version/2') || ' ' || category_tags::text from public.fn_upsert_agent_lens_binding('agent/a1', 'lens/2', 'version/2', false, '{a,b}')
=> true {a,b}

-- owner: a version of another lens
select id from public.fn_upsert_agent_lens_binding('agent/a1', 'lens/2', 'version/1')
=> ! 22023 version_of_other_lens

-- owner: a lens that is not visible
select id from public.fn_upsert_agent_lens_binding('agent/a1', 'lens/6')
=> ! P0002 lens_not_found

-- owner: too many tags
select id from public.fn_upsert_agent_lens_binding('agent/a1', 'lens/2', null, true, array_fill('x'::text, array[21]))
=> ! 54000 too_many_tags

-- owner: the first page
select string_agg(k || ' ' || jsonb_typeof(b -> k), ', ' order by k) from public.fn_get_agent_workspace_bootstrap('Agent') b, jsonb_object_keys(b) k
=> ai_lenser_id string, pending_approvals number, profile_id string, profiles object, runs array, schedules array, teams array, workflow_assignments array

-- owner: its teams
select (b -> 'teams' -> 0 ->> 'member_count') || ' ' || jsonb_array_length(b -> 'runs') || ' ' || (b ->> 'pending_approvals') from public.fn_get_agent_workspace_bootstrap('agent') b
=> 2 3 2

-- stranger: nothing to see
select public.fn_get_agent_workspace_bootstrap('agent')
=> null

-- owner: what hangs on a workflow
select public.fn_artifact_dependency_summary('workflow', 'workflow/1')
=> {"total": 2, "by_kind": {"schedules": 1, "assignments": 1}, "reasons": ["1 assignments", "1 schedules"]}

-- owner: what hangs on a lens
select public.fn_artifact_dependency_summary('lens', 'lens/1')
=> {"total": 1, "by_kind": {"bindings": 1}, "reasons": ["1 bindings"]}

-- owner: what hangs on a team
select public.fn_artifact_dependency_summary('team', 'team/a1')
=> {"total": 2, "by_kind": {"active_runs": 1, "assignments": 1}, "reasons": ["1 active runs", "1 assignments"]}

-- owner: what hangs on an agent
select public.fn_artifact_dependency_summary('agent', 'agent/a1')
=> {"total": 6, "by_kind": {"teams": 2, "active_runs": 3, "assignments": 1}, "reasons": ["3 active runs", "1 assignments", "2 teams"]}

-- owner: of somebody else
select public.fn_artifact_dependency_summary('workflow', 'workflow/6')
=> ! P0002 workflow_not_found

-- owner: no such thing
select public.fn_artifact_dependency_summary('cloud', 'workflow/6')
=> ! 22023 bad_artifact_type

-- owner: give
update agents.team_members set personality_profile_id = 'personality/a1' where id = 'member/a1' returning 1
-- owner: what holds in the end, and why
select (p -> 'memory' ->> 'source') || ' ' || (p -> 'personality' ->> 'source') || ' ' || (p -> 'policy' ->> 'max_parallel_runs') from public.fn_effective_agent_policy('agent/a1', 'member/a1') p
=> agent_default team_member 5

-- owner: a member of others
select public.fn_effective_agent_policy('agent/a1', 'member/a2')
=> ! P0002 member_not_found

-- stranger: not found
select public.fn_effective_agent_policy('agent/a1')
=> ! P0002 agent_not_found
