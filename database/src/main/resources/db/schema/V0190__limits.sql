-- Guests wait two seconds for an answer, and no transaction stays open for more than half a minute (reliability.md S10).
-- Settings of roles belong to the cluster: each is made once, and what an operator has set stays.

reset role;
do $$
declare
  v_setting record;
begin
  for v_setting in
    select * from (values
      ('anon', 'statement_timeout', '2s', 150000),
      ('authenticator', 'transaction_timeout', '30s', 170000),
      ('engine_worker', 'transaction_timeout', '30s', 170000)) as wanted (role, name, value, since)
    where current_setting('server_version_num')::int >= since
      and not exists (
        select from pg_catalog.pg_db_role_setting s
        where s.setrole = wanted.role::regrole and s.setdatabase = 0
          and s.setconfig::text like '%' || wanted.name || '=%')
  loop
    execute format('alter role %I set %I = %L', v_setting.role, v_setting.name, v_setting.value);
  end loop;
end $$;
set local role clens_owner;
