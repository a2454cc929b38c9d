-- Teams, members, edges, assignments and profiles. Fixture: team a1 of the owner's agent a1, a2 of the stranger's; both agents are in both.

-- owner: a team with a member
select (t ->> 'name') || ' ' || (t ->> 'member_count') || ' ' || (t -> 'members' -> 0 ->> 'agent_handle') from public.fn_create_agent_team('agent/a1', ' New ', null, '[{"agent_id": "c0000000-0000-7000-8000-0000000000a1", "role": "lead"}]') t
=> New 1 agent

-- co_owner: who is co-owner may as well
select t ->> 'status' from public.fn_create_agent_team('agent/a1', 'x') t
=> active

-- owner: no name
select public.fn_create_agent_team('agent/a1', ' ')
=> ! 22023 bad_name

-- owner: members that are none
select public.fn_create_agent_team('agent/a1', 'x', null, '[{"role": "x"}]')
=> ! 22023 bad_members

-- owner: an agent of somebody else
select public.fn_create_agent_team('agent/a1', 'x', null, '[{"agent_id": "c0000000-0000-7000-8000-0000000000a2"}]')
=> ! P0002 agent_not_found

-- operator: no scope
select public.fn_create_agent_team('agent/a1', 'x')
=> ! 42501 missing_scope

-- stranger: as good as not there
select public.fn_create_agent_team('agent/a1', 'x')
=> ! P0002 agent_not_found

-- revoked: revoked is a stranger
select public.fn_create_agent_team('agent/a1', 'x')
=> ! P0002 agent_not_found

-- suspended: not active
select public.fn_create_agent_team('agent/a1', 'x')
=> ! 42501 profile_not_active

-- anon: not granted
select public.fn_create_agent_team('agent/a1', 'x')
=> ! 42501

-- engine_worker: nothing
select 1
-- owner: many
select count(t) from generate_series(2, 100) n, lateral public.fn_create_agent_team('agent/a1', 'team ' || n) t
-- owner: a hundred teams are enough
select public.fn_create_agent_team('agent/a1', 'x')
=> ! 54000 too_many_teams

-- owner: the teams
select name || ' ' || is_active from public.fn_list_agent_teams('agent/a1')
=> team true

-- owner: those after a cursor
select name from public.fn_list_agent_teams('agent/a1', 10, '2000-01-01')
=> nothing

-- stranger: nothing to see
select name from public.fn_list_agent_teams('agent/a1')
=> nothing

-- owner: makes room
select public.fn_remove_team_member('member/a1')
-- owner: a member
select (m ->> 'role') || ' ' || (m ->> 'lane') || ' ' || (m ->> 'agent_handle') from public.fn_add_team_member('team/a1', 'agent/a1', 'reviewer', '', 2, p_personality_profile_id => 'personality/a1') m
=> reviewer 2 agent

-- owner: twice the same
select public.fn_add_team_member('team/a1', 'agent/a1')
=> ! 23505 member_exists

-- owner: makes room
select public.fn_remove_team_member('member/a1')
-- owner: a profile of another agent
select public.fn_add_team_member('team/a1', 'agent/a1', p_tool_profile_id => 'toolset/a2')
=> ! 23514 foreign_profile tool_profile_id

-- owner: makes room
select public.fn_remove_team_member('member/a1')
-- owner: no such profile
select public.fn_add_team_member('team/a1', 'agent/a1', p_tool_profile_id => 'lens/1')
=> ! 23514 foreign_profile tool_profile_id

-- owner: makes room
select public.fn_remove_team_member('member/a1')
-- owner: a lane that is none
select public.fn_add_team_member('team/a1', 'agent/a1', p_lane => 100)
=> ! 22023 bad_value

-- owner: no such team
select public.fn_add_team_member('team/a2', 'agent/a1')
=> ! P0002 team_not_found

-- owner: archive
update agents.teams set status = 'archived' where id = 'team/a1' returning id
-- owner: an archived team
select public.fn_add_team_member('team/a1', 'agent/a1')
=> ! 55000 team_archived

-- owner: go
select public.fn_remove_team_member('guest/a1')
-- owner: a member goes, with its edges
select (select count(*) from agents.team_members) || ' ' || (select count(*) from agents.team_edges)
=> 1 0

-- owner: no such member
select public.fn_remove_team_member('member/a2')
=> ! P0002 member_not_found

-- owner: the members
select coalesce(m ->> 'agent_handle', 'hidden') || ' ' || (m ->> 'role') from public.fn_get_team_members('team/a1') m
=> agent operator · hidden operator

-- stranger: nothing to see
select m ->> 'role' from public.fn_get_team_members('team/a1') m
=> nothing

-- owner: change
select public.fn_update_team_member_role('team/a1', 'member/a1', ' writer ')
-- owner: another role
select role from agents.team_members where id = 'member/a1'
=> writer

-- owner: no role
select public.fn_update_team_member_role('team/a1', 'member/a1', '')
=> ! 22023 bad_role

-- owner: a member of another team
select public.fn_update_team_member_role('team/a1', 'member/a2', 'x')
=> ! P0002 member_not_found

-- owner: a review waits, whatever was said
select e ->> 'is_blocking' from public.fn_add_team_edge('team/a1', 'member/a1', 'guest/a1', 'reviews') e
=> true

-- owner: one way
select public.fn_add_team_edge('team/a1', 'member/a1', 'guest/a1', 'reviews')
-- owner: no circle of waiting
select public.fn_add_team_edge('team/a1', 'guest/a1', 'member/a1', 'handoff')
=> ! 23514 cycle_detected

-- owner: one way
select public.fn_add_team_edge('team/a1', 'member/a1', 'guest/a1', 'reviews')
-- owner: a circle that waits for nobody
select e ->> 'edge_type' from public.fn_add_team_edge('team/a1', 'guest/a1', 'member/a1', 'shares_context') e
=> shares_context

-- owner: an edge to itself
select public.fn_add_team_edge('team/a1', 'member/a1', 'member/a1')
=> ! 23514 self_edge

-- owner: no such type
select public.fn_add_team_edge('team/a1', 'member/a1', 'guest/a1', 'likes')
=> ! 22023 bad_edge_type

-- owner: a member of another team
select public.fn_add_team_edge('team/a1', 'member/a1', 'member/a2')
=> ! P0002 member_not_found

-- owner: the same edge twice
select public.fn_add_team_edge('team/a1', 'member/a1', 'guest/a1', 'delegates')
=> ! 23505 duplicate_edge

-- owner: the edges
select e ->> 'edge_type' from public.fn_list_team_edges('team/a1') e
=> delegates

-- stranger: nothing to see
select e ->> 'edge_type' from public.fn_list_team_edges('team/a1') e
=> nothing

-- owner: an assignment to a team
select (a ->> 'assignee_kind') || ' ' || (a -> 'approval_policy') || (a -> 'retry_policy') || (a -> 'failure_policy') || (a -> 'queue_policy') from public.fn_create_workflow_assignment('agent/a1', 'workflow/1', 'team', p_assignee_team_id => 'team/a1') a
=> team {"requiresApproval": true}{"maxRetries": 1}{"mode": "isolate"}{"mode": "parallel"}

-- owner: to an agent
select a ->> 'assignee_ai_lenser_id' from public.fn_create_workflow_assignment('agent/a1', 'workflow/2', 'agent', 'agent/a1', p_approval_policy => '{"requiresApproval": false}') a
=> c0000000-0000-7000-8000-0000000000a1

-- owner: two assignees
select public.fn_create_workflow_assignment('agent/a1', 'workflow/1', 'team', 'agent/a1', 'team/a1')
=> ! 22023 bad_assignee

-- owner: the kind of the other
select public.fn_create_workflow_assignment('agent/a1', 'workflow/1', 'agent', null, 'team/a1')
=> ! 22023 bad_assignee

-- owner: somebody else's team
select public.fn_create_workflow_assignment('agent/a1', 'workflow/1', 'team', null, 'team/a2')
=> ! P0002 team_not_found

-- owner: a policy that is none
select public.fn_create_workflow_assignment('agent/a1', 'workflow/1', 'agent', 'agent/a1', p_retry_policy => '{"maxRetries": 99}')
=> ! 22023 bad_policy retry_policy.maxRetries

-- owner: a policy with a misspelled setting
select public.fn_create_workflow_assignment('agent/a1', 'workflow/1', 'agent', 'agent/a1', p_queue_policy => '{"mod": "serial"}')
=> ! 22023 bad_policy queue_policy.mod

-- owner: a fallback to nobody
select public.fn_create_workflow_assignment('agent/a1', 'workflow/1', 'agent', 'agent/a1', p_failure_policy => '{"mode": "fallback"}')
=> ! 22023 bad_policy failure_policy.mode

-- owner: a fallback to an agent that is gone
select public.fn_create_workflow_assignment('agent/a1', 'workflow/1', 'agent', 'agent/a1', p_failure_policy => '{"mode": "fallback", "fallbackAssigneeId": "c0000000-0000-7000-8000-00000000dead"}')
=> ! 22023 bad_policy failure_policy.fallbackAssigneeId

-- owner: a fallback to what is no id
select public.fn_create_workflow_assignment('agent/a1', 'workflow/1', 'agent', 'agent/a1', p_failure_policy => '{"fallbackAssigneeId": "my helper"}')
=> ! 22023 bad_policy failure_policy.fallbackAssigneeId

-- owner: a fallback to a model that nobody has
select public.fn_create_workflow_assignment('agent/a1', 'workflow/1', 'agent', 'agent/a1', p_failure_policy => '{"mode": "fallback", "fallbackModelId": "nobody/none"}')
=> ! 22023 bad_policy failure_policy.fallbackModelId

-- owner: asks before every step, and never
select public.fn_create_workflow_assignment('agent/a1', 'workflow/1', 'agent', 'agent/a1', p_approval_policy => '{"requiresApproval": false, "mode": "every_node"}')
=> ! 22023 bad_policy approval_policy.mode

-- owner: pauses that shrink
select public.fn_create_workflow_assignment('agent/a1', 'workflow/1', 'agent', 'agent/a1', p_retry_policy => '{"backoffMs": 5000, "maxBackoffMs": 100}')
=> ! 22023 bad_policy retry_policy.maxBackoffMs

-- owner: a workflow that is not visible
select public.fn_create_workflow_assignment('agent/a1', 'workflow/6', 'agent', 'agent/a1')
=> ! P0002 workflow_not_found

-- operator: no scope
select public.fn_create_workflow_assignment('agent/a1', 'workflow/2', 'agent', 'agent/a1')
=> ! 42501 missing_scope

-- owner: the assignments
select (a ->> 'workflow_title') || ' ' || (a ->> 'team_name') from public.fn_list_workflow_assignments('agent/a1') a
=> private team

-- stranger: nothing to see
select a ->> 'id' from public.fn_list_workflow_assignments('agent/a1') a
=> nothing

-- owner: policies are checked on the table too
update agents.workflow_assignments set failure_policy = '{"mode": "ignore"}' where id = 'assignment/a1'
=> ! 22023 bad_policy failure_policy.mode

-- owner: what is assigned is not changed by table
update agents.workflow_assignments set workflow_id = 'workflow/2' where id = 'assignment/a1'
=> ! 42501

-- owner: a profile by table
insert into agents.memory_profiles (ai_lenser_id, name, injection_limit) values ('agent/a1', 'short', 3) returning injection_limit
=> 3

-- owner: one default of a kind
insert into agents.memory_profiles (ai_lenser_id, name, is_default) values ('agent/a1', 'second', true) returning 1
=> ! 23505

-- owner: for an agent of somebody else
insert into agents.memory_profiles (ai_lenser_id, name) values ('agent/a2', 'mine') returning 1
=> ! 42501

-- owner: a fallback to somebody else's agent
select public.fn_create_workflow_assignment('agent/a1', 'workflow/1', 'agent', 'agent/a1', p_failure_policy => '{"mode": "fallback", "fallbackAssigneeId": "c0000000-0000-7000-8000-0000000000a2"}')
=> ! 22023 bad_policy failure_policy.fallbackAssigneeId

-- owner: a fallback to the assignee itself
select public.fn_create_workflow_assignment('agent/a1', 'workflow/1', 'team', null, 'team/a1', p_failure_policy => '{"mode": "fallback", "fallbackAssigneeId": "c1000000-0000-7000-8000-0000000000a1"}')
=> ! 22023 bad_policy failure_policy.fallbackAssigneeId

-- owner: a fallback to the agent that is asked anyway
select public.fn_create_workflow_assignment('agent/a1', 'workflow/1', 'agent', 'agent/a1', p_failure_policy => '{"mode": "fallback", "fallbackAssigneeId": "C0000000-0000-7000-8000-0000000000A1"}')
=> ! 22023 bad_policy failure_policy.fallbackAssigneeId

-- owner: the team as the fallback of its lead
select a -> 'failure_policy' ->> 'fallbackAssigneeId' from public.fn_create_workflow_assignment('agent/a1', 'workflow/1', 'agent', 'agent/a1', p_failure_policy => '{"mode": "fallback", "fallbackAssigneeId": "c1000000-0000-7000-8000-0000000000a1"}') a
=> c1000000-0000-7000-8000-0000000000a1

-- owner: archive
update agents.teams set status = 'archived' where id = 'team/a1' returning 1
-- owner: an archived team as the fallback
select public.fn_create_workflow_assignment('agent/a1', 'workflow/1', 'agent', 'agent/a1', p_failure_policy => '{"mode": "fallback", "fallbackAssigneeId": "c1000000-0000-7000-8000-0000000000a1"}')
=> ! 22023 bad_policy failure_policy.fallbackAssigneeId

-- owner: one at a time, and five at once
select public.fn_create_workflow_assignment('agent/a1', 'workflow/1', 'agent', 'agent/a1', p_queue_policy => '{"mode": "serial", "maxConcurrency": 5}')
=> ! 22023 bad_policy queue_policy.maxConcurrency

-- owner: one at a time, said twice
select a -> 'queue_policy' ->> 'maxConcurrency' from public.fn_create_workflow_assignment('agent/a1', 'workflow/1', 'agent', 'agent/a1', p_queue_policy => '{"mode": "serial", "maxConcurrency": 1}') a
=> 1

-- owner: a team that is not at work
update agents.teams set status = 'paused' where id = 'team/a1' returning 1
-- owner: is given none
select public.fn_start_team_run('agent/a1', 'workflow/1')
=> ! 55000 team_stopped

-- owner: a profile that a member has
update agents.team_members set tool_profile_id = 'toolset/a1' where id = 'member/a1' returning 1
-- owner: stays
delete from agents.tool_profiles where id = 'toolset/a1'
=> ! 55000 profile_in_use

-- owner: a profile that nobody has
delete from agents.tool_profiles where id = 'toolset/a1' returning name
=> careful

-- owner: a model profile follows the catalog
insert into agents.model_profiles (ai_lenser_id, name, provider_key, model_key) values ('agent/a1', 'demo', 'demo', 'writer') returning support_level || ' ' || (model_id is not null)
=> runnable true

-- owner: what other policies would have come to, as the rows tell: asked first
select would_ask || ' ' || would_retry || ' ' || would_fail || ' ' || left_undone || ' ' || would_skip from public.fn_preview_policies('workflow/2', '{}')
=> 1 0 0 0 false

-- owner: nobody asked
select would_ask from public.fn_preview_policies('workflow/2', '{"approval": {"requiresApproval": false}}')
=> 0

-- engine_worker: a step that failed, and one that began later
update lenses.workflow_node_results set status = 'failed', attempts = 1, error = '{"cause": "timeout"}', started_at = now(), completed_at = now() where run_id = 'run/1' returning 1
-- engine_worker: a step that came through in the third try
insert into lenses.workflow_node_results (run_id, node_id, status, attempts, retry_count, started_at, completed_at) values ('run/1', 'f1000000-0000-7000-8200-000000000001', 'completed', 3, 2, now() + interval '1 second', now() + interval '2 seconds') returning 1
-- owner: as it is
select would_ask || ' ' || would_retry || ' ' || would_fail || ' ' || left_undone from public.fn_preview_policies('workflow/2', '{"approval": {"mode": "every_node"}}')
=> 3 1 1 0

-- engine_worker: a step that failed
update lenses.workflow_node_results set status = 'failed', attempts = 1, error = '{"cause": "timeout"}', started_at = now(), completed_at = now() where run_id = 'run/1' returning 1
-- engine_worker: a step that came through in the third try
insert into lenses.workflow_node_results (run_id, node_id, status, attempts, retry_count, started_at, completed_at) values ('run/1', 'f1000000-0000-7000-8200-000000000001', 'completed', 3, 2, now() + interval '1 second', now() + interval '2 seconds') returning 1
-- owner: no tries for this cause, enough for the other, and nothing begins after a failure
select would_retry || ' ' || would_fail || ' ' || left_undone from public.fn_preview_policies('workflow/2', '{"retry": {"maxRetries": 2, "retryOn": ["rate_limit"]}, "failure": {"mode": "halt"}}')
=> 0 0 1

-- stranger: only runs that the caller sees
select count(*) from public.fn_preview_policies('workflow/1', '{}')
=> 0

-- owner: as an agent that ran none of them
select count(*) from public.fn_preview_policies('workflow/2', '{}', 'agent/a2')
=> 0

-- owner: a policy that is none
select run_id from public.fn_preview_policies('workflow/2', '{"retry": {"maxRetries": "often"}}')
=> ! 22023 bad_policy

-- owner: policies that are none
select run_id from public.fn_preview_policies('workflow/2', '{"queue": []}')
=> ! 22023 bad_policy

-- anon: not signed in
select run_id from public.fn_preview_policies('workflow/2', '{}')
=> ! 42501
