-- Only the gateway's account code (role gateway_auth) reads or writes accounts; nobody else has any grant here.
do $$
declare
  v_table text;
begin
  foreach v_table in array array[
    'users', 'identities', 'sessions', 'refresh_tokens', 'one_time_tokens', 'signing_keys', 'api_tokens',
    'flow_states']
  loop
    execute format('drop policy if exists gateway on auth.%I', v_table);
    execute format('create policy gateway on auth.%I for all to gateway_auth using (true) with check (true)', v_table);
    execute format('grant select, insert, update, delete on auth.%I to gateway_auth', v_table);
  end loop;
end $$;
