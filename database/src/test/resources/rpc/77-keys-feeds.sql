-- Keys at providers, figures and feeds, the audit chain.

-- owner: the keys
select provider_key || ' ' || key_suffix || ' ' || is_active from public.fn_get_my_api_keys()
=> openai wxyz true

-- operator: nobody's
select id from public.fn_get_my_api_keys()
=> nothing

-- owner: what is sealed is not read
select ciphertext from ai.keys
=> ! 42501

-- service_role: nor by the service
select wrapped_dek from ai.keys
=> ! 42501

-- owner: revoke
select public.fn_revoke_api_key('key/1')
-- owner: useless from now on
select is_active || ' ' || status from public.fn_get_my_api_keys()
=> false revoked

-- owner: revoke
select public.fn_revoke_api_key('key/1')
-- engine_worker: the data key is gone
select status || ' ' || (wrapped_dek = decode(repeat('00', 29), 'hex')) from ai.keys where id = 'key/1'
=> revoked true

-- owner: revoke
select public.fn_revoke_api_key('key/1')
-- owner: twice
select public.fn_revoke_api_key('key/1')
=> ! 55000 key_revoked

-- owner: not found
select public.fn_revoke_api_key('key/5')
=> ! P0002 key_not_found

-- owner: stored as it was sealed
select ai.add_key('lens/1', (select id from ai.providers where key = 'openai'), 'mine', sha256('sealed'), sha256('wrapped'), 'k1', 'abcd', p_spending_cap_credits => 100)
=> d0000000-0000-7000-8000-000000000001

-- owner: expired before it came
select ai.add_key('lens/1', (select id from ai.providers where key = 'openai'), 'mine', sha256('sealed'), sha256('wrapped'), 'k1', 'abcd', p_expires_at => now() - interval '1 day')
=> ! 22023 bad_value

-- owner: for an agent of somebody else
select ai.add_key('lens/1', (select id from ai.providers where key = 'openai'), 'mine', sha256('sealed'), sha256('wrapped'), 'k1', 'abcd', p_ai_lenser_id => 'agent/a2')
=> ! P0002 agent_not_found

-- owner: no such provider
select ai.add_key('lens/1', 'lens/1', 'mine', sha256('sealed'), sha256('wrapped'), 'k1', 'abcd')
=> ! P0002 provider_not_found

-- engine_worker: the run says whose key
select id || ' ' || key_version from ai.key_of_run('run/1', (select id from ai.providers where key = 'openai'))
=> cf000000-0000-7000-8000-000000000001 1

-- engine_worker: an agent's run has its owner's
select id from ai.key_of_run('run/3', (select id from ai.providers where key = 'openai'))
=> cf000000-0000-7000-8000-000000000001

-- owner: not for people
select id from ai.key_of_run('run/1', (select id from ai.providers where key = 'openai'))
=> ! 42501

-- operator: thirty days
select count(*) || ' ' || coalesce(sum(credits_spent), 0) from public.fn_get_agent_cost_summary('agent/a1')
=> 30 0

-- stranger: not found
select credits_spent from public.fn_get_agent_cost_summary('agent/a1')
=> ! P0002 agent_not_found

-- owner: by workflow, each with its runs
select count(*) > 0 and bool_and(runs > 0 and label is not null and credits >= 0) from public.fn_get_cost_breakdown('workflow', 30)
=> t

-- owner: the days together cost what the workflows do
select (select sum(credits) from public.fn_get_cost_breakdown('day', 365)) = (select sum(credits) from public.fn_get_cost_breakdown('workflow', 365))
=> t

-- owner: by agent
select label from public.fn_get_cost_breakdown('agent')
=> Agent

-- owner: by everything else it answers
select count(*) >= 0 from unnest(array['schedule', 'lens', 'lens_version', 'model', 'key']) b, public.fn_get_cost_breakdown(b, 7)
=> t

-- owner: a lens costs what its versions cost
select coalesce((select sum(credits) from public.fn_get_cost_breakdown('lens', 365)), 0) = coalesce((select sum(credits) from public.fn_get_cost_breakdown('lens_version', 365)), 0)
=> t

-- stranger: nobody else's cost
select count(*) from public.fn_get_cost_breakdown('agent', 365)
=> 0

-- owner: by something else
select key from public.fn_get_cost_breakdown('mood')
=> ! 22023 bad_grouping

-- owner: over no days
select key from public.fn_get_cost_breakdown('workflow', 0)
=> ! 22023 bad_days

-- anon: not signed in
select key from public.fn_get_cost_breakdown()
=> ! 42501

-- owner: this month and the one before
select string_agg(k, ' ' order by k) from jsonb_object_keys(public.fn_get_cost_overview()) k
=> credits forecast_credits month previous_credits runs usd_per_credit

-- suspended: no active profile
select public.fn_get_cost_overview()
=> ! 42501 profile_not_active

-- anon: not signed in
select public.fn_get_cost_overview()
=> ! 42501

-- owner: in figures
select public.fn_get_fleet_overview('profile/1') - 'runs_24h'
=> {"credits_30d": 0.000, "agents_total": 1, "agents_active": 1, "human_lenser_id": "b0000000-0000-7000-8000-000000000001", "schedules_active": 0, "approvals_pending": 2}

-- owner: as somebody else
select public.fn_get_fleet_overview('profile/5')
=> ! 42501 not_yourself

-- owner: what happened
select kind || ' ' || ai_lenser_handle from public.fn_get_human_activity_feed('profile/1', 2)
=> team_run agent · team_run agent

-- owner: as somebody else
select kind from public.fn_get_human_activity_feed('profile/5')
=> ! 42501 not_yourself

-- operator: what an agent did
select string_agg(distinct kind, ' ' order by kind) from public.fn_get_agent_automation_feed('agent/a1')
=> action event run

-- stranger: not found
select kind from public.fn_get_agent_automation_feed('agent/a1')
=> ! P0002 agent_not_found

-- owner: the chain is whole
select count(*) = 0 from public.fn_verify_audit_log()
=> t

-- suspended: no active profile
select seq from public.fn_verify_audit_log()
=> ! 42501 profile_not_active

-- owner: pause
select public.fn_pause_agent('agent/a1')
-- owner: what it says
select l ->> 'action' from public.fn_list_audit_log() l
=> agent.paused · test.done

-- anon: not signed in
select l from public.fn_list_audit_log() l
=> ! 42501

-- engine_worker: nobody writes it
insert into audit.log (owner_lenser_id, seq, action, previous_hash, hash) values ('profile/1', 9, 'x', sha256(''), sha256(''))
=> ! 42501

-- maintenance: nobody changes it
update audit.log set action = 'x'
=> ! 42501

-- owner: pause
select public.fn_pause_agent('agent/a1')
-- maintenance: to be signed
select seq from audit.unsigned_heads()
=> 2

-- owner: whose key, and which version of it
select provider_key || ' ' || key_version || ' ' || (lenser_id = 'profile/1') from ai.require_key('key/1')
=> openai 1 true

-- operator: somebody else's is not there
select * from ai.require_key('key/1')
=> ! P0002 key_not_found

-- anon: nobody's keys
select * from ai.require_key('key/1')
=> ! 42501

-- owner: a new secret in its place
select ai.replace_key('key/1', 2, sha256('sealed'), sha256('wrapped'), 'k2', 'zzzz')
-- engine_worker: the old one is gone, and the use is noted
select k.key_version || ' ' || k.kek_id || ' ' || k.key_suffix || ' ' || (k.ciphertext = sha256('sealed')) || ' ' || l.purpose
from ai.keys k join ai.key_usage_log l on l.key_id = k.id and l.purpose = 'rotation' where k.id = 'key/1'
=> 2 k2 zzzz true rotation

-- owner: two rotate at once
select ai.replace_key('key/1', 2, sha256('sealed'), sha256('wrapped'), 'k2', 'zzzz')
-- owner: the second is told
select ai.replace_key('key/1', 2, sha256('other'), sha256('wrapped'), 'k2', 'yyyy')
=> ! 40001 key_changed

-- stranger: not theirs
select ai.replace_key('key/1', 2, sha256('sealed'), sha256('wrapped'), 'k2', 'zzzz')
=> ! P0002 key_not_found

-- owner: revoke
select public.fn_revoke_api_key('key/1')
-- owner: what is revoked stays so
select ai.replace_key('key/1', 2, sha256('sealed'), sha256('wrapped'), 'k2', 'zzzz')
=> ! 55000 key_revoked

-- owner: a cap, and no end
select ai.change_key('key/1', '{"spending_cap_credits": 250, "expires_at": null, "label": "mine"}')
-- owner: is kept
select label || ' ' || spending_cap_credits || ' ' || coalesce(expires_at::text, 'for good') from public.fn_get_my_api_keys()
=> mine 250 for good

-- owner: a cap below zero
select ai.change_key('key/1', '{"spending_cap_credits": -1}')
=> ! 22023 bad_value

-- owner: a cap in words
select ai.change_key('key/1', '{"spending_cap_credits": "much"}')
=> ! 22023 bad_value

-- owner: an end in the past
select ai.change_key('key/1', '{"expires_at": "2020-01-01"}')
=> ! 22023 bad_value

-- owner: what was spent is not theirs to say
select ai.change_key('key/1', '{"spent_credits": 0}')
=> ! 22023 unknown_field

-- owner: no object
select ai.change_key('key/1', '[]')
=> ! 22023 bad_patch

-- stranger: another's cap
select ai.change_key('key/1', '{"spending_cap_credits": 1}')
=> ! P0002 key_not_found

-- engine_worker: time is up
update ai.keys set status = 'expired' where id = 'key/1' returning status
-- owner: an expired key is not changed
select ai.change_key('key/1', '{"label": "x"}')
=> ! 55000 key_expired
