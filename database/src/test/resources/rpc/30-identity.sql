-- Profiles, agents, grants, catalog.

-- owner: the own profile
select handle from public.fn_lensers_get_active_profile()
=> owner

-- suspended: the own profile, whatever its state
select status from public.fn_lensers_get_active_profile()
=> suspended

-- anon: nobody
select handle from public.fn_lensers_get_active_profile()
=> nothing

-- owner: me and my agents
select handle || ' ' || is_active from public.fn_get_my_lensers()
=> owner true · agent true

-- operator: an operator does not act as the agent
select handle from public.fn_get_my_lensers()
=> operator

-- suspended: nobody
select handle from public.fn_get_my_lensers()
=> nothing

-- owner: a new agent
select r ->> 'status' from public.fn_create_ai_lenser('profile/1', 'New.Agent', 'New agent', (select id from ai.models where key = 'writer')) r
-- owner: see
select p.handle || ' ' || o.role || ' ' || s.approval_default || ' ' || m.key || ' ' || y.max_parallel_runs
from lensers.profiles p join agents.ai_lensers a on a.profile_id = p.id join agents.ownerships o on o.ai_lenser_id = a.id
  join agents.workspace_settings s on s.ai_lenser_id = a.id join agents.policies y on y.ai_lenser_id = a.id join ai.models m on m.id = s.default_model_id
where p.handle = 'new.agent'
=> new.agent owner require_human writer 5

-- owner: as somebody else
select public.fn_create_ai_lenser('profile/2', 'new.agent', 'x')
=> ! 42501 not_yourself

-- owner: a handle of the wrong form
select public.fn_create_ai_lenser('profile/1', 'no', 'x')
=> ! 22023 bad_handle

-- owner: a handle that is taken
select public.fn_create_ai_lenser('profile/1', 'STRANGER', 'x')
=> ! 23505 handle_taken

-- owner: no name
select public.fn_create_ai_lenser('profile/1', 'new.agent', ' ')
=> ! 22023 bad_name

-- owner: no such model
select public.fn_create_ai_lenser('profile/1', 'new.agent', 'x', 'lens/1')
=> ! P0002 model_not_found

-- owner: the limit
select set_config('clens.max_agents_per_owner', '1', true)
-- owner: one too many
select public.fn_create_ai_lenser('profile/1', 'new.agent', 'x')
=> ! 54000 too_many_agents

-- suspended: not active
select public.fn_create_ai_lenser('profile/6', 'new.agent', 'x')
=> ! 42501 profile_not_active

-- co_owner: agents that I own or co-own
select a ->> 'handle' from public.fn_list_agents_by_owner('profile/2') a
=> agent

-- operator: none
select a ->> 'handle' from public.fn_list_agents_by_owner('profile/3') a
=> nothing

-- stranger: those of somebody else
select * from public.fn_list_agents_by_owner('profile/1')
=> ! 42501 not_yourself

-- operator: sees the agent with its policy, not its private owner
select (a ->> 'display_name') || ' ' || (a -> 'policy' ->> 'max_parallel_runs') || ' ' || coalesce(a -> 'owner' ->> 'handle', '-') || ' ' || (a ? 'personality_note')
from public.fn_get_agent_profile('agent/a1') a
=> Agent 5 - true

-- stranger: a private agent is not there
select public.fn_get_agent_profile('agent/a1')
=> null

-- owner: a public agent
select public.fn_create_ai_lenser('profile/1', 'new.agent', 'x') ->> 'status'
-- stranger: sees neither personality nor policy
select coalesce(a ->> 'policy', '-') || ' ' || (a ? 'personality_note') || ' ' || (a ->> 'handle')
from lensers.profiles p, public.fn_get_agent_profile_by_profile_id(p.id) a where p.handle = 'new.agent'
=> - false new.agent

-- owner: by its profile
select a ->> 'ai_lenser_id' from public.fn_get_agent_profile_by_profile_id('profile/a1') a
=> c0000000-0000-7000-8000-0000000000a1

-- anon: a private agent by its profile
select public.fn_get_agent_profile_by_profile_id('profile/a1')
=> null

-- owner: who holds a grant, revoked ones last
select role || coalesce(' ' || owner_handle, '') || case when revoked_at is null then '' else ' revoked' end from public.fn_list_agent_ownerships('agent/a1')
=> owner owner · co_owner co_owner · operator operator · co_owner suspended · co_owner revoked revoked

-- operator: only managers
select * from public.fn_list_agent_ownerships('agent/a1')
=> ! 42501 not_manager

-- stranger: an agent of others is not found
select * from public.fn_list_agent_ownerships('agent/a1')
=> ! P0002 agent_not_found

-- co_owner: a new operator
select role || ' ' || permission_scope::text || ' ' || owner_handle from public.fn_upsert_agent_ownership('agent/a1', 'profile/5', 'operator', '{logs:view}')
=> operator {logs:view} stranger

-- owner: a changed scope keeps one grant
select id from public.fn_upsert_agent_ownership('agent/a1', 'profile/3', 'operator', '{}')
-- owner: see
select count(*) || ' ' || max(permission_scope::text) from agents.ownerships where owner_lenser_id = 'profile/3'
=> 1 {}

-- owner: ownership handed over
select role from public.fn_upsert_agent_ownership('agent/a1', 'profile/2', 'owner')
-- owner: see
select string_agg(owner_lenser_id::text || role, ' ' order by role) from agents.ownerships where owner_lenser_id in ('profile/1', 'profile/2')
=> b0000000-0000-7000-8000-000000000001co_owner b0000000-0000-7000-8000-000000000002owner

-- co_owner: taking ownership
select role from public.fn_upsert_agent_ownership('agent/a1', 'profile/2', 'owner')
=> ! 42501 not_owner

-- owner: lowering the owner
select role from public.fn_upsert_agent_ownership('agent/a1', 'profile/1', 'co_owner')
=> ! 55000 last_owner

-- owner: a role that does not exist
select role from public.fn_upsert_agent_ownership('agent/a1', 'profile/5', 'king')
=> ! 22023 bad_role

-- owner: a scope that does not exist
select role from public.fn_upsert_agent_ownership('agent/a1', 'profile/5', 'operator', '{everything}')
=> ! 22023 bad_scope

-- owner: an agent as owner
select role from public.fn_upsert_agent_ownership('agent/a1', 'profile/a2', 'operator')
=> ! P0002 profile_not_found

-- operator: giving rights
select role from public.fn_upsert_agent_ownership('agent/a1', 'profile/5', 'operator')
=> ! 42501 not_manager

-- stranger: an agent of others
select role from public.fn_upsert_agent_ownership('agent/a1', 'profile/5', 'co_owner')
=> ! P0002 agent_not_found

-- operator: giving up the own grant
select public.fn_revoke_agent_ownership(o.id) from agents.ownerships o where o.owner_lenser_id = 'profile/3'
-- operator: see
select count(*) = 0 from agents.ai_lensers
=> t

-- co_owner: taking an operator's grant
select public.fn_revoke_agent_ownership(o.id) from agents.ownerships o where o.owner_lenser_id = 'profile/3'
=> empty

-- owner: the owner's own grant
select public.fn_revoke_agent_ownership(o.id) from agents.ownerships o where o.role = 'owner'
=> ! 55000 last_owner

-- stranger: a grant that is not theirs
select public.fn_revoke_agent_ownership('lens/1')
=> ! P0002 ownership_not_found

-- stranger: ownership is not written by hand
insert into agents.ownerships (ai_lenser_id, owner_lenser_id, role) values ('agent/a1', 'profile/5', 'co_owner') returning 1
=> ! 42501

-- anon: providers
select key || ' ' || support_level from public.fn_ai_catalog_providers()
=> demo runnable · ollama runnable · openai byok_only

-- anon: a provider's models with their price
select key || ' ' || input_cost_per_1k_tokens || ' ' || unit_type from public.fn_ai_catalog_models('openai')
=> gpt-5-mini 0.00025 token

-- anon: by capability and modality
select key from public.fn_ai_catalog_models(p_capability => 'vision', p_modality => 'image')
=> gpt-5-mini

-- anon: none of that kind
select key from public.fn_ai_catalog_models(p_support_level => 'deprecated')
=> nothing

-- anon: the demo says what it is
select name || ' ' || (metadata ->> 'is_ai') from public.fn_ai_catalog_model_detail('demo', 'writer')
=> Demo writer (no AI) false

-- anon: no such model
select name from public.fn_ai_catalog_model_detail('demo', 'reader')
=> nothing
