-- Finds or makes the account of somebody whom an OpenID provider vouches for. p_email is an address that the provider says it verified,
-- else NULL. outcome is one of
--   known     the identity was here before
--   linked    the account with this proven address has one more way to sign in
--   created   a new account
--   unproven  an account has this address, but nobody ever showed that it is theirs: tying them together could hand it to a stranger
--   no_email  nothing is known of the identity and no verified address came with it
--   closed    strangers may not sign up
--   barred    the account is banned or gone
create or replace function auth.sign_in_with_identity(
  p_provider text, p_subject text, p_email text, p_data jsonb, p_sign_up boolean, out outcome text, out user_id uuid)
language plpgsql set search_path = '' as $$
declare
  v_email text := lower(btrim(p_email));
  v_user auth.users;
begin
  update auth.identities i
  set identity_data = p_data, last_sign_in_at = now(), email = coalesce(v_email, i.email)
  where i.provider = p_provider and i.provider_id = p_subject
  returning i.user_id into user_id;
  if user_id is null and v_email is null then
    outcome := 'no_email';
    return;
  end if;
  select u.* into v_user from auth.users u where case when user_id is null then u.email = v_email else u.id = user_id end;
  outcome := case
    when v_user.id is null and not p_sign_up then 'closed'
    when v_user.id is null then 'created'
    when v_user.deleted_at is not null or v_user.banned_until > now() then 'barred'
    when user_id is not null then 'known'
    when v_user.email_proven_at is null then 'unproven'
    else 'linked' end;
  if outcome = 'created' then
    user_id := (auth.sign_up(v_email, null, p_data, true, jsonb_build_object('provider', p_provider, 'providers', jsonb_build_array(p_provider))) ->> 'id')::uuid;
    update auth.users u set email_proven_at = now() where u.id = user_id;
  elsif outcome = 'linked' then
    user_id := v_user.id;
    update auth.users u
    set app_metadata = u.app_metadata
      || jsonb_build_object('providers', coalesce(u.app_metadata -> 'providers', '[]') || to_jsonb(p_provider))
    where u.id = v_user.id;
  end if;
  if outcome in ('created', 'linked') then
    insert into auth.identities (user_id, provider, provider_id, identity_data, email, last_sign_in_at)
    values (sign_in_with_identity.user_id, p_provider, p_subject, p_data, v_email, now());
  end if;
end $$;

grant execute on function auth.sign_in_with_identity(text, text, text, jsonb, boolean) to gateway_auth;
