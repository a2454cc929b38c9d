-- Accounts as the gateway uses them. Times are moved by hand, never waited for.

-- gateway_auth: an account with its identity
select u ->> 'email' || ' ' || (u ->> 'role') || ' ' || (u ->> 'aud') || ' ' || jsonb_array_length(u -> 'identities') || ' ' || (u ? 'email_confirmed_at') || ' ' || (u ? 'password_hash')
from auth.sign_up(' New.Person@Example.ORG ', 'hash', '{"display_name": "Nina"}') u
=> new.person@example.org authenticated authenticated 1 true false

-- gateway_auth: its profile, in the same transaction
select auth.sign_up('new.person@example.org', 'hash', '{"display_name": "Nina"}') is not null
-- owner: see
select handle || ' ' || display_name || ' ' || type || ' ' || visibility from lensers.profiles where display_name = 'Nina'
=> new.person Nina human public

-- gateway_auth: a wanted handle, made valid and unique
select auth.sign_up('a@example.org', 'hash', '{"handle": "STRANGER!"}') is not null
-- gateway_auth: and a short one
select auth.sign_up('b@example.org', 'hash', '{}') is not null
-- owner: see
select handle from lensers.profiles where handle ~ '^(stranger.|bu)' order by handle
=> buser · stranger2

-- gateway_auth: not confirmed yet
select (u ? 'email_confirmed_at') || ' ' || (u ? 'confirmation_sent_at') from auth.sign_up('a@example.org', 'hash', p_confirmed => false) u
=> false true

-- gateway_auth: the address is known, whatever its letters
select auth.sign_up('OWNER@example.org', 'hash')
=> ! 23505 email_taken

-- gateway_auth: no address
select auth.sign_up('nobody', 'hash')
=> ! 23514

-- owner: people do not make accounts
select auth.sign_up('a@example.org', 'hash')
=> ! 42501

-- gateway_auth: a token is spent once
select auth.open_session('user/5', sha256('t0'), now() + interval '1 day') is not null
-- gateway_auth: spend
select r.outcome || ' ' || r.user_id from auth.rotate_refresh_token(sha256('t0'), sha256('t1'), now() + interval '1 day') r
=> rotated a0000000-0000-7000-8000-000000000005

-- gateway_auth: beside another request
select auth.open_session('user/5', sha256('t0'), now() + interval '1 day') is not null
-- gateway_auth: one
select r.outcome from auth.rotate_refresh_token(sha256('t0'), sha256('t1'), now() + interval '1 day') r
-- gateway_auth: two, which derives the same token
select r.outcome from auth.rotate_refresh_token(sha256('t0'), sha256('t1'), now() + interval '1 day') r
-- gateway_auth: see
select count(*) || ' ' || count(used_at) from auth.refresh_tokens where token_hash in (sha256('t0'), sha256('t1'))
=> 2 1

-- gateway_auth: reuse in time
select auth.open_session('user/5', sha256('t0'), now() + interval '1 day') is not null
-- gateway_auth: spend
select r.outcome from auth.rotate_refresh_token(sha256('t0'), sha256('t1'), now() + interval '1 day') r
-- gateway_auth: again
select r.outcome from auth.rotate_refresh_token(sha256('t0'), sha256('t1'), now() + interval '1 day') r
=> reused

-- gateway_auth: a stolen token ends the family
select auth.open_session('user/5', sha256('t0'), now() + interval '1 day') is not null
-- gateway_auth: spend
select r.outcome from auth.rotate_refresh_token(sha256('t0'), sha256('t1'), now() + interval '1 day') r
-- gateway_auth: 11 seconds pass
update auth.refresh_tokens set used_at = used_at - interval '11 s' where token_hash = sha256('t0') returning 1
-- gateway_auth: the thief
select r.outcome from auth.rotate_refresh_token(sha256('t0'), sha256('x1'), now() + interval '1 day') r
-- gateway_auth: the newest token is dead too
select r.outcome || ' ' || s.revoke_reason from auth.rotate_refresh_token(sha256('t1'), sha256('t2'), now() + interval '1 day') r
  join auth.sessions s on s.id = r.session_id
=> revoked token_reuse

-- gateway_auth: too old
select auth.open_session('user/5', sha256('t0'), now() - interval '1 s') is not null
-- gateway_auth: spend
select r.outcome from auth.rotate_refresh_token(sha256('t0'), sha256('t1'), now() + interval '1 day') r
=> expired

-- gateway_auth: unknown
select r.outcome from auth.rotate_refresh_token(sha256('nope'), sha256('t1'), now() + interval '1 day') r
=> unknown

-- gateway_auth: banned
select auth.open_session('user/5', sha256('t0'), now() + interval '1 day') is not null
-- gateway_auth: ban
update auth.users set banned_until = 'infinity' where id = 'user/5' returning 1
-- gateway_auth: spend
select r.outcome from auth.rotate_refresh_token(sha256('t0'), sha256('t1'), now() + interval '1 day') r
=> revoked

-- gateway_auth: sign out here
select auth.open_session('user/1', sha256('t0'), now() + interval '1 day') is not null
-- gateway_auth: out
select auth.sign_out(session_id, 'local') from auth.refresh_tokens where token_hash = sha256('t0')
-- gateway_auth: see
select string_agg((s.revoked_at is null)::text, ' ' order by s.created_at, s.id) from auth.sessions s where s.user_id = 'user/1'
=> true false

-- gateway_auth: sign out elsewhere
select auth.open_session('user/1', sha256('t0'), now() + interval '1 day') is not null
-- gateway_auth: out
select auth.sign_out(session_id, 'others') from auth.refresh_tokens where token_hash = sha256('t0')
-- gateway_auth: see
select bool_or(auth.session_is_live(t.session_id)) || ' ' || count(*) filter (where auth.session_is_live(s.id)) from auth.sessions s
  left join auth.refresh_tokens t on t.session_id = s.id and t.token_hash = sha256('t0') where s.user_id = 'user/1'
=> true 1

-- gateway_auth: sign out everywhere
select auth.open_session('user/1', sha256('t0'), now() + interval '1 day') is not null
-- gateway_auth: out
select auth.sign_out(session_id) from auth.refresh_tokens where token_hash = sha256('t0')
=> 2

-- gateway_auth: an unknown scope
select auth.sign_out('user/1', 'everything')
=> ! 22023 bad_scope

-- gateway_auth: a link is good once
select user_id || ' ' || kind from auth.spend_one_time_token(sha256('link'), '{magiclink,recovery}')
-- gateway_auth: again
select user_id from auth.spend_one_time_token(sha256('link'), '{magiclink,recovery}')
=> nothing

-- gateway_auth: and proves the address
select user_id || ' ' || kind from auth.spend_one_time_token(sha256('link'), '{magiclink}')
-- gateway_auth: see
select email_confirmed_at is not null from auth.users where id = 'user/1'
=> t

-- gateway_auth: a link of another kind
select user_id from auth.spend_one_time_token(sha256('link'), '{recovery}')
=> nothing

-- gateway_auth: a link that is too old
update auth.one_time_tokens set expires_at = now() - interval '1 s' returning 1
-- gateway_auth: spend
select user_id from auth.spend_one_time_token(sha256('link'), '{magiclink}')
=> nothing

-- gateway_auth: secrets never leave with the user object
select auth.user_json('user/1') ? 'password_hash'
=> f
