-- Accounts. Secrets are stored as hashes (SHA-256 of 256-bit random tokens, Argon2id of passwords).

create table auth.users (
  id uuid primary key default uuidv7(),
  aud text not null default 'authenticated',
  role text not null default 'authenticated' check (role in ('authenticated')),
  email text check (email = lower(btrim(email)) and email like '%_@_%' and char_length(email) <= 254),
  phone text not null default '',
  password_hash text,
  email_confirmed_at timestamptz,
  confirmation_sent_at timestamptz,
  recovery_sent_at timestamptz,
  last_sign_in_at timestamptz,
  app_metadata jsonb not null default '{"provider": "email", "providers": ["email"]}' check (jsonb_typeof(app_metadata) = 'object'),
  user_metadata jsonb not null default '{}' check (jsonb_typeof(user_metadata) = 'object' and pg_column_size(user_metadata) <= 16384),
  is_anonymous boolean not null default false,
  banned_until timestamptz,
  deleted_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint person_has_email check (is_anonymous or email is not null)
);
create unique index users_email_key on auth.users (email);
comment on table auth.users is 'One account.';

create table auth.identities (
  id uuid primary key default uuidv7(),
  user_id uuid not null references auth.users on delete cascade,
  provider text not null,
  provider_id text not null,
  identity_data jsonb not null default '{}',
  email text,
  last_sign_in_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (provider, provider_id)
);
create index identities_user_id_idx on auth.identities (user_id);
comment on table auth.identities is 'A way in which an account signs in.';

create table auth.sessions (
  id uuid primary key default uuidv7(),
  user_id uuid not null references auth.users on delete cascade,
  aal text not null default 'aal1',
  amr jsonb not null default '[]',
  user_agent text check (char_length(user_agent) <= 512),
  ip inet,
  refreshed_at timestamptz,
  not_after timestamptz,
  revoked_at timestamptz,
  revoke_reason text check (revoke_reason in ('sign_out', 'token_reuse', 'password_change', 'admin')),
  created_at timestamptz not null default now(),
  constraint revocation_has_reason check ((revoked_at is null) = (revoke_reason is null))
);
create index sessions_user_id_idx on auth.sessions (user_id) where revoked_at is null;
comment on table auth.sessions is 'A signed-in client; all its refresh tokens are one family.';

create table auth.refresh_tokens (
  id uuid primary key default uuidv7(),
  session_id uuid not null references auth.sessions on delete cascade,
  parent_id uuid references auth.refresh_tokens on delete set null,
  token_hash bytea not null unique check (octet_length(token_hash) = 32),
  used_at timestamptz,
  expires_at timestamptz not null,
  created_at timestamptz not null default now()
);
create index refresh_tokens_session_id_idx on auth.refresh_tokens (session_id);
create index refresh_tokens_parent_id_idx on auth.refresh_tokens (parent_id);
comment on table auth.refresh_tokens is 'Single use; spending one makes its child. See auth.rotate_refresh_token.';

create table auth.one_time_tokens (
  id uuid primary key default uuidv7(),
  user_id uuid not null references auth.users on delete cascade,
  kind text not null check (kind in ('magiclink', 'recovery', 'signup', 'invite', 'email_change', 'reauthentication')),
  token_hash bytea not null unique check (octet_length(token_hash) = 32),
  relates_to text,
  expires_at timestamptz not null,
  used_at timestamptz,
  created_at timestamptz not null default now()
);
create index one_time_tokens_user_id_idx on auth.one_time_tokens (user_id);
comment on table auth.one_time_tokens is 'Sign-in links and the like, good for one use.';

create table auth.signing_keys (
  kid text primary key check (kid ~ '^[A-Za-z0-9_-]{1,64}$'),
  alg text not null check (alg in ('ES256', 'RS256', 'EdDSA')),
  public_jwk jsonb not null,
  private_jwk jsonb,
  status text not null default 'active' check (status in ('active', 'retiring', 'retired')),
  retired_at timestamptz,
  created_at timestamptz not null default now(),
  constraint retired_has_no_private_key check (status <> 'retired' or private_jwk is null)
);
create unique index signing_keys_one_active on auth.signing_keys (status) where status = 'active';
comment on table auth.signing_keys is 'Keys that sign access tokens; a retiring key still verifies.';

create table auth.api_tokens (
  id uuid primary key default uuidv7(),
  user_id uuid not null references auth.users on delete cascade,
  name text not null check (char_length(name) between 1 and 120),
  token_hash bytea not null unique check (octet_length(token_hash) = 32),
  token_suffix text not null check (char_length(token_suffix) = 4),
  scopes text[] not null default '{}',
  expires_at timestamptz not null,
  last_used_at timestamptz,
  revoked_at timestamptz,
  created_at timestamptz not null default now()
);
create index api_tokens_user_id_idx on auth.api_tokens (user_id);
comment on table auth.api_tokens is 'Personal access tokens for scripts.';

alter table auth.users enable row level security;
alter table auth.identities enable row level security;
alter table auth.sessions enable row level security;
alter table auth.refresh_tokens enable row level security;
alter table auth.one_time_tokens enable row level security;
alter table auth.signing_keys enable row level security;
alter table auth.api_tokens enable row level security;
