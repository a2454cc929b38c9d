-- Makes an account, its e-mail identity and its human profile in one transaction, and returns the user object. The handle comes from
-- p_data ("handle" or "user_name"), else from the e-mail address, made valid and unique. A definer, because it writes the profile.
create or replace function auth.sign_up(
  p_email text, p_password_hash text, p_data jsonb default '{}', p_confirmed boolean default true,
  p_app_metadata jsonb default '{"provider": "email", "providers": ["email"]}')
returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_email text := lower(btrim(p_email));
  v_data jsonb := coalesce(p_data, '{}');
  v_local text := split_part(v_email, '@', 1);
  v_user_id uuid;
  v_handle text;
begin
  insert into auth.users (email, password_hash, user_metadata, app_metadata, email_confirmed_at, confirmation_sent_at)
  values (v_email, p_password_hash, v_data, p_app_metadata, case when p_confirmed then now() end, case when not p_confirmed then now() end)
  on conflict (email) do nothing
  returning id into v_user_id;
  if v_user_id is null then
    raise exception 'an account with this e-mail address exists' using
      errcode = '23505', hint = 'email_taken: sign in, or reset the password';
  end if;
  -- somebody who came by a provider has no way to sign in by mail until they set one up
  insert into auth.identities (user_id, provider, provider_id, identity_data, email)
  select v_user_id, 'email', v_user_id::text,
    jsonb_build_object('sub', v_user_id, 'email', v_email, 'email_verified', p_confirmed, 'phone_verified', false), v_email
  where p_app_metadata ->> 'provider' = 'email';
  v_handle := lensers.free_handle(coalesce(v_data ->> 'handle', v_data ->> 'user_name', v_local));
  insert into lensers.profiles (user_id, handle, display_name, type)
  values (v_user_id, v_handle,
    left(coalesce(nullif(btrim(v_data ->> 'display_name'), ''), nullif(btrim(v_data ->> 'full_name'), ''),
      nullif(btrim(v_data ->> 'name'), ''), v_handle), 60),
    'human');
  return auth.user_json(v_user_id);
end $$;

grant execute on function auth.sign_up(text, text, jsonb, boolean, jsonb) to gateway_auth;
