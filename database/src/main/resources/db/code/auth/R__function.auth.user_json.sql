-- An account as the account routes return it (the user object of supabase-js); never a secret.
create or replace function auth.user_json(p_user_id uuid) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object(
    'id', u.id, 'aud', u.aud, 'role', u.role, 'email', u.email, 'phone', u.phone,
    'app_metadata', u.app_metadata, 'user_metadata', u.user_metadata, 'is_anonymous', u.is_anonymous,
    'created_at', u.created_at, 'updated_at', u.updated_at,
    'identities', coalesce((
      select jsonb_agg(jsonb_build_object(
        'identity_id', i.id, 'id', i.provider_id, 'user_id', i.user_id, 'identity_data', i.identity_data, 'provider', i.provider,
        'last_sign_in_at', i.last_sign_in_at, 'created_at', i.created_at, 'updated_at', i.updated_at, 'email', i.email)
        order by i.created_at, i.id)
      from auth.identities i where i.user_id = u.id), '[]'))
    || jsonb_strip_nulls(jsonb_build_object(
      'email_confirmed_at', u.email_confirmed_at, 'confirmed_at', u.email_confirmed_at,
      'confirmation_sent_at', u.confirmation_sent_at, 'recovery_sent_at', u.recovery_sent_at,
      'last_sign_in_at', u.last_sign_in_at, 'new_email', u.new_email, 'banned_until', u.banned_until))
  from auth.users u
  where u.id = p_user_id and u.deleted_at is null
$$;

grant execute on function auth.user_json(uuid) to gateway_auth;
