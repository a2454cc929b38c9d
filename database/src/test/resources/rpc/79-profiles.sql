-- Policies and profiles that contradict or name what is not there: each is refused with the path of the fault, and saved without it.

-- owner: every member of the policies has a path: a list
select public.fn_create_workflow_assignment('agent/a1', 'workflow/1', 'agent', 'agent/a1', p_approval_policy => '{"gates": ["publish_output", "publish_everything"]}')
=> ! 22023 bad_policy approval_policy.gates[1]

-- owner: a list of what is no word
select public.fn_create_workflow_assignment('agent/a1', 'workflow/1', 'agent', 'agent/a1', p_retry_policy => '{"retryOn": ["timeout", 5]}')
=> ! 22023 bad_policy retry_policy.retryOn[1]

-- owner: a number that is none
select public.fn_create_workflow_assignment('agent/a1', 'workflow/1', 'agent', 'agent/a1', p_queue_policy => '{"priority": "high"}')
=> ! 22023 bad_policy queue_policy.priority

-- owner: a policy that is a list
select public.fn_create_workflow_assignment('agent/a1', 'workflow/1', 'agent', 'agent/a1', p_retry_policy => '[]')
=> ! 22023 bad_policy retry_policy

-- owner: a schedule whose policies contradict each other
select public.fn_upsert_workflow_schedule('workflow/1', 'schedule/a1', '@daily', p_queue_policy => '{"mode": "serial", "maxConcurrency": 2}')
=> ! 22023 bad_policy queue_policy.maxConcurrency

-- owner: a schedule that falls back on somebody else's agent
select public.fn_upsert_workflow_schedule('workflow/1', 'schedule/a1', '@daily', p_failure_policy => '{"mode": "fallback", "fallbackAssigneeId": "c0000000-0000-7000-8000-0000000000a2"}')
=> ! 22023 bad_policy failure_policy.fallbackAssigneeId

-- owner: a tool that is allowed and denied
update agents.tool_profiles set allow_tools = '{post,lookup}', deny_tools = '{lookup}' where id = 'toolset/a1'
=> ! 22023 bad_profile deny_tools[0]

-- owner: a denied tool that is not there would be none
update agents.tool_profiles set deny_tools = '{lookup,postt}' where id = 'toolset/a1'
=> ! 22023 bad_profile deny_tools[1]

-- owner: an allowed tool that is not there
insert into agents.tool_profiles (ai_lenser_id, name, allow_tools) values ('agent/a1', 'new', '{lookup,web.search}')
=> ! 22023 bad_profile allow_tools[1]

-- owner: a tool of somebody else's registry
insert into agents.tools_registry (owner_lenser_id, key, name, content_hash) values ('profile/1', 'mine', 'Mine', sha256(''))
=> ! 42501

-- owner: a group that no tool is of
update agents.tool_profiles set tool_groups = '{general,secret}' where id = 'toolset/a1'
=> ! 22023 bad_profile tool_groups[1]

-- owner: a name that is empty
update agents.tool_profiles set deny_tools = '{" "}' where id = 'toolset/a1'
=> ! 22023 bad_profile deny_tools[0]

-- owner: a name that is null
update agents.tool_profiles set allow_tools = array[null]::text[] where id = 'toolset/a1'
=> ! 22023 bad_profile allow_tools[0]

-- owner: a provider that is not there
update agents.tool_profiles set provider_overrides = '{"demo": {}, "nobody": {}}' where id = 'toolset/a1'
=> ! 22023 bad_profile provider_overrides.nobody

-- owner: without the fault
update agents.tool_profiles set allow_tools = '{post}', deny_tools = '{lookup}', tool_groups = '{general}', provider_overrides = '{"demo": {}}' where id = 'toolset/a1' returning name
=> careful

-- owner: fewer calls than none
update agents.tool_profiles set max_calls_per_run = -1 where id = 'toolset/a1'
=> ! 23514

-- owner: a memory that is shown and not shared
update agents.memory_profiles set visibility = 'owner' where id = 'remembers/a1'
=> ! 22023 bad_profile visibility

-- owner: shown and shared
update agents.memory_profiles set visibility = 'owner', isolation_mode = 'shared_owner' where id = 'remembers/a1' returning visibility
=> owner

-- owner: shared no more, and still shown
update agents.memory_profiles set visibility = 'team', isolation_mode = 'shared_team' where id = 'remembers/a1' returning 1
-- owner: is refused
update agents.memory_profiles set isolation_mode = 'isolated' where id = 'remembers/a1'
=> ! 22023 bad_profile visibility

-- owner: a summary that rolls over a memory which is emptied
insert into agents.memory_profiles (ai_lenser_id, name, reset_policy, summary_strategy) values ('agent/a1', 'new', 'per_run', 'rolling')
=> ! 22023 bad_profile summary_strategy

-- owner: a summary of each run
insert into agents.memory_profiles (ai_lenser_id, name, reset_policy, summary_strategy) values ('agent/a1', 'new', 'per_run', 'per_run') returning summary_strategy
=> per_run

-- owner: a model that is not there
update agents.model_profiles set provider_key = 'demo', model_key = 'writter' where id = 'model/a1'
=> ! 22023 bad_profile model_key

-- owner: a model without its provider
update agents.model_profiles set model_key = 'writer' where id = 'model/a1'
=> ! 22023 bad_profile model_key

-- owner: an id that is no model's
update agents.model_profiles set model_id = '00000000-0000-7000-8000-00000000dead' where id = 'model/a1'
=> ! 22023 bad_profile model_id

-- owner: id and keys of two models
insert into agents.model_profiles (ai_lenser_id, name, model_id, provider_key, model_key)
select 'agent/a1', 'new', ai.find_model('demo/writer'), 'openai', m.key from ai.models m where m.id <> ai.find_model('demo/writer') limit 1
=> ! 22023 bad_profile model_key

-- owner: id and keys of the same
insert into agents.model_profiles (ai_lenser_id, name, model_id, provider_key, model_key) values ('agent/a1', 'new', ai.find_model('demo/writer'), 'demo', 'writer') returning support_level
=> runnable

-- owner: a model
update agents.model_profiles set provider_key = 'demo', model_key = 'writer' where id = 'model/a1' returning 1
-- owner: of the keys that are written the profile's model follows
update agents.model_profiles set provider_key = 'openai', model_key = 'gpt-5-mini' where id = 'model/a1' returning support_level || ' ' || (model_id = ai.find_model('openai/gpt-5-mini'))
=> byok_only true

-- owner: settings that no model has
update agents.model_profiles set params = '{"temperature": 0.2, "mood": "good"}' where id = 'model/a1'
=> ! 22023 bad_profile params.mood

-- owner: a temperature that boils
update agents.model_profiles set params = '{"temperature": 100}' where id = 'model/a1'
=> ! 22023 bad_profile params.temperature

-- owner: half a token
update agents.model_profiles set params = '{"maxTokens": 0.5}' where id = 'model/a1'
=> ! 22023 bad_profile params.maxTokens

-- owner: a seed in words
update agents.model_profiles set params = '{"seed": "7"}' where id = 'model/a1'
=> ! 22023 bad_profile params.seed

-- owner: more than the model gives
update agents.model_profiles set provider_key = 'demo', model_key = 'writer', params = '{"maxTokens": 8193}' where id = 'model/a1'
=> ! 22023 bad_profile params.maxTokens

-- owner: as much as the model gives
update agents.model_profiles set provider_key = 'demo', model_key = 'writer', params = '{"maxTokens": 8192, "temperature": 0, "seed": 7}' where id = 'model/a1' returning support_level
=> runnable

-- owner: asks above what it may spend
select public.fn_update_agent_policy('agent/a1', '{"spending_limit_credits": 100, "spend_threshold_credits": 101}')
=> ! 22023 bad_profile spend_threshold_credits

-- owner: asks when all is spent
select public.fn_update_agent_policy('agent/a1', '{"spending_limit_credits": 100, "spend_threshold_credits": 100}')
=> empty

-- owner: a limit
select public.fn_update_agent_policy('agent/a1', '{"spending_limit_credits": 100, "spend_threshold_credits": 60}')
-- owner: that falls below where it asks
select public.fn_update_agent_policy('agent/a1', '{"spending_limit_credits": 50}')
=> ! 22023 bad_profile spend_threshold_credits

-- owner: a form that no answer has
select public.fn_update_agent_policy('agent/a1', '{"allowed_output_modalities": ["text", "smell"]}')
=> ! 22023 bad_profile allowed_output_modalities[1]

-- owner: no form at all
select public.fn_update_agent_policy('agent/a1', '{"allowed_output_modalities": []}')
=> ! 22023 bad_profile allowed_output_modalities

-- owner: the default model
select public.fn_update_workspace_settings('agent/a1', '{"default_model_id": "00000000-0000-7000-8000-00000000dead"}')
=> ! P0002 model_not_found

-- owner: a member with somebody else's profile
update agents.team_members set tool_profile_id = 'toolset/a2' where id = 'member/a1'
=> ! 23514 foreign_profile tool_profile_id

-- owner: a profile under which a tool is called
select allowed from public.fn_assign_tool('agent/a1', 'tool/a1', 'toolset/a1')
-- owner: stays
delete from agents.tool_profiles where id = 'toolset/a1'
=> ! 55000 profile_in_use

-- owner: the memory of a member
update agents.team_members set memory_profile_id = 'remembers/a1' where id = 'member/a1' returning 1
-- owner: stays
delete from agents.memory_profiles where id = 'remembers/a1'
=> ! 55000 profile_in_use

-- owner: the model of a member
update agents.team_members set model_profile_id = 'model/a1' where id = 'member/a1' returning 1
-- owner: stays
delete from agents.model_profiles where id = 'model/a1'
=> ! 55000 profile_in_use

-- owner: the personality of a member
update agents.team_members set personality_profile_id = 'personality/a1' where id = 'member/a1' returning 1
-- owner: stays
delete from agents.personality_profiles where id = 'personality/a1'
=> ! 55000 profile_in_use

-- owner: a step that falls back on a model that is not there
select count(*) from public.fn_upsert_workflow_nodes('workflow/1', '[{"id": "node1/1", "label": "first", "kind": "lens", "config": {"template_body": "Say a", "failure_policy": {"mode": "fallback", "fallbackModelId": "demo/writter"}}}]')
-- owner: is told at validation
select message from public.fn_validate_workflow('workflow/1') where message like '%fallback%'
=> node "first": failure_policy.fallbackModelId: "fallbackModelId": there is no model "demo/writter"
