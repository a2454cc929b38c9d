-- Roles, schemas and the default that no function is callable unless its own file says so.
-- Runs as a superuser (embedded server) or as a CREATEROLE user that owns the database.

reset role;
do $$
declare
  v_role record;
begin
  for v_role in
    select * from (values
      ('clens_owner', 'nologin'), ('anon', 'nologin'), ('authenticated', 'nologin'), ('service_role', 'nologin'),
      ('gateway_auth', 'nologin'), ('engine_scheduler', 'nologin'), ('maintenance', 'nologin'),
      ('authenticator', 'login noinherit'), ('engine_worker', 'login')) as wanted (name, options)
    where not exists (select from pg_catalog.pg_roles where rolname = wanted.name)
  loop
    begin
      execute format('create role %I %s', v_role.name, v_role.options);
    exception
      -- roles belong to the cluster: another database may be migrating at the same moment
      when duplicate_object or unique_violation then null;
    end;
  end loop;
end $$;

-- Each of these is done once per cluster, so that a second database needs no rights on the first one's roles.
do $$
declare
  v_role text;
  v_setting record;
begin
  foreach v_role in array array['anon', 'authenticated', 'service_role', 'gateway_auth'] loop
    if not pg_has_role('authenticator', v_role, 'member') then
      execute format('grant %I to authenticator', v_role);
    end if;
  end loop;

  -- The migrating user must be able to become the owner (a superuser already is).
  if not pg_has_role(current_user, 'clens_owner',
    case when current_setting('server_version_num')::int >= 160000 then 'set' else 'member' end)
  then
    execute format('grant clens_owner to %I', current_user);
  end if;

  -- Statements that hang are cut by the server, also when the client is gone (reliability.md M16, S10).
  for v_setting in
    select login.role, setting.name, coalesce(setting.value, login.statement_timeout) as value
    from (values ('authenticator', '8s'), ('engine_worker', '30s')) as login (role, statement_timeout)
    cross join (values ('statement_timeout', null), ('lock_timeout', '2s'),
      ('idle_in_transaction_session_timeout', '15s'), ('client_connection_check_interval', '1s')) as setting (name, value)
    where not exists (
      select from pg_catalog.pg_db_role_setting s
      where s.setrole = login.role::regrole and s.setdatabase = 0
        and s.setconfig::text like '%' || setting.name || '=%')
  loop
    execute format('alter role %I set %I = %L', v_setting.role, v_setting.name, v_setting.value);
  end loop;
end $$;

-- Nobody but the owner creates anything, temporary tables included.
do $$
begin
  execute format('revoke all on database %I from public', current_database());
  execute format('grant connect on database %I to authenticator, engine_worker', current_database());
  execute format('grant create, connect, temporary on database %I to clens_owner', current_database());
end $$;
revoke all on schema public from public;
grant usage, create on schema public to clens_owner;
grant usage on schema public to anon, authenticated, service_role, engine_worker, gateway_auth;

set local role clens_owner;

-- First of all: a new function is executable by nobody.
alter default privileges revoke execute on functions from public;

create schema auth;
create schema lensers;
create schema agents;
create schema lenses;
create schema ai;
create schema engine;
create schema audit;

grant usage on schema auth, lensers, agents, lenses, ai
  to anon, authenticated, service_role, engine_worker, gateway_auth;
grant usage on schema engine to engine_worker, engine_scheduler, maintenance;

comment on schema auth is 'Accounts, sessions and secrets; only gateway_auth reads or writes its tables.';
comment on schema lensers is 'Profiles: people and agents.';
comment on schema agents is 'Agents: ownership, policies, teams, runs.';
comment on schema lenses is 'Lenses, their versions, workflows and runs.';
comment on schema ai is 'Catalog of providers and models.';
comment on schema engine is 'Private to the engine; no API role has usage.';
comment on schema audit is 'Hash-chained, append-only log.';

-- Ids are version 7 everywhere; below PostgreSQL 18 the function is ours.
do $$
begin
  if current_setting('server_version_num')::int < 180000 then
    execute $shim$
      create function public.uuidv7() returns uuid
      language sql volatile parallel safe set search_path = ''
      return (
        -- milliseconds, version, a fraction of a millisecond, then the variant and random bits of a version 4 id
        select (lpad(to_hex(now_us / 1000), 12, '0') || '7' || lpad(to_hex(now_us % 1000 * 4096 / 1000), 3, '0')
          || right(replace(gen_random_uuid()::text, '-', ''), 16))::uuid
        from (select (extract(epoch from clock_timestamp()) * 1000000)::bigint as now_us) clock)
    $shim$;
    grant execute on function public.uuidv7()
      to anon, authenticated, service_role, engine_worker, gateway_auth, engine_scheduler, maintenance;
  end if;
end $$;

-- Every state machine as data: a change of a state column that is not a row here is refused (55000).
create table engine.transitions (
  machine text not null,
  source text not null,
  target text not null,
  primary key (machine, source, target)
);
alter table engine.transitions enable row level security;
comment on table engine.transitions is 'Allowed changes of state columns, read by the trigger function engine.guard_transition.';
