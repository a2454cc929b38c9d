-- Ways to sign in that take more than one step, proof of mail addresses, and signing keys that are sealed at rest.

alter table auth.users
  add column email_proven_at timestamptz,
  add column new_email text check (new_email = lower(btrim(new_email)) and new_email like '%_@_%' and char_length(new_email) <= 254);
comment on column auth.users.email_proven_at is 'When whoever owns the mailbox showed it; a sign-in through a provider is tied to the account only then.';
comment on column auth.users.new_email is 'The address that the account will have once it is proven.';

create table auth.flow_states (
  id uuid primary key default uuidv7(),
  provider text not null,
  state_hash bytea unique check (octet_length(state_hash) = 32),
  nonce text,
  code_verifier text,
  redirect_to text not null check (char_length(redirect_to) <= 2048),
  code_challenge text check (char_length(code_challenge) between 43 and 128),
  code_challenge_method text check (code_challenge_method in ('s256', 'plain')),
  user_id uuid references auth.users on delete cascade,
  auth_code_hash bytea unique check (octet_length(auth_code_hash) = 32),
  amr_method text,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  constraint challenge_has_method check ((code_challenge is null) = (code_challenge_method is null))
);
create index flow_states_user_id_idx on auth.flow_states (user_id);
create index flow_states_expires_at_idx on auth.flow_states (expires_at);
comment on table auth.flow_states is 'A sign-in that is under way: at an OpenID provider, or until a link from a letter is followed. Short-lived.';

alter table auth.one_time_tokens
  add column flow_id uuid references auth.flow_states on delete set null,
  add column code_hash bytea check (octet_length(code_hash) = 32),
  add column attempts int not null default 0;
create index one_time_tokens_flow_id_idx on auth.one_time_tokens (flow_id);
comment on column auth.one_time_tokens.code_hash is 'Of the short code in the same letter; it may be tried five times.';

-- Private keys lay here in the clear before: their tokens still verify, but nothing signs with them any more.
alter table auth.signing_keys
  add column sealed_key bytea,
  add column sealed_by text,
  add column retires_at timestamptz;
update auth.signing_keys set status = 'retiring', retires_at = now() + interval '1 hour', private_jwk = null where status = 'active';
alter table auth.signing_keys drop column private_jwk;
alter table auth.signing_keys
  add constraint only_an_active_key_signs check ((sealed_key is not null) = (status = 'active')),
  add constraint sealed_key_names_its_sealer check ((sealed_key is null) = (sealed_by is null));
comment on column auth.signing_keys.sealed_by is 'Which master key sealed it.';

alter table auth.flow_states enable row level security;
