-- Keys of people at model providers, wrapped by the server, and the log that cannot be rewritten unseen.

create table ai.keys (
  id uuid primary key default uuidv7(),
  lenser_id uuid not null references lensers.profiles on delete cascade,
  ai_lenser_id uuid references agents.ai_lensers on delete cascade,
  provider_id uuid not null references ai.providers on delete restrict,
  label text check (char_length(label) <= 120),
  -- AES-256-GCM under a data key of its own, which the key-encryption key wraps; no SQL function opens either
  ciphertext bytea not null check (octet_length(ciphertext) between 29 and 8192),
  wrapped_dek bytea not null check (octet_length(wrapped_dek) between 29 and 1024),
  kek_id text not null check (char_length(kek_id) between 1 and 100),
  key_version int not null default 1 check (key_version >= 1),
  key_suffix text not null check (char_length(key_suffix) <= 4),
  status text not null default 'active' check (status in ('active', 'revoked', 'expired')),
  expires_at timestamptz,
  spending_cap_credits bigint check (spending_cap_credits >= 0),
  spent_credits numeric not null default 0 check (spent_credits >= 0),
  last_used_at timestamptz,
  revoked_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint revoked_has_time check ((status = 'revoked') = (revoked_at is not null))
);
create index keys_lenser_id_idx on ai.keys (lenser_id, provider_id, created_at desc);
create index keys_ai_lenser_id_idx on ai.keys (ai_lenser_id) where ai_lenser_id is not null;
create index keys_provider_id_idx on ai.keys (provider_id);
create index keys_kek_idx on ai.keys (kek_id) where status = 'active';
comment on table ai.keys is 'A person''s key at a provider, sealed; only the server process that calls the provider opens it.';

create table ai.key_usage_log (
  id uuid primary key default uuidv7(),
  key_id uuid not null,
  run_id uuid,
  node_id uuid,
  cost_credits numeric not null default 0 check (cost_credits >= 0),
  purpose text not null check (purpose in ('call', 'test', 'rotation')),
  result text not null default 'success' check (result in ('success', 'failed', 'blocked')),
  occurred_at timestamptz not null default now()
);
create index key_usage_log_key_id_idx on ai.key_usage_log (key_id, occurred_at desc);
comment on table ai.key_usage_log is 'Every use of a key, append-only.';

create table audit.heads (
  owner_lenser_id uuid primary key,
  seq bigint not null default 0 check (seq >= 0),
  hash bytea not null check (octet_length(hash) = 32)
);
comment on table audit.heads is 'The last link of each owner''s chain.';

create table audit.log (
  owner_lenser_id uuid not null,
  seq bigint not null check (seq > 0),
  actor_lenser_id uuid,
  action text not null check (char_length(action) between 1 and 80),
  subject_type text check (char_length(subject_type) <= 60),
  subject_id uuid,
  detail jsonb not null default '{}' check (jsonb_typeof(detail) = 'object'),
  occurred_at timestamptz not null default clock_timestamp(),
  previous_hash bytea not null check (octet_length(previous_hash) = 32),
  hash bytea not null check (octet_length(hash) = 32),
  primary key (owner_lenser_id, seq)
);
comment on table audit.log is 'What was decided and changed, per owner; each row carries the hash of the one before.';

create table audit.checkpoints (
  owner_lenser_id uuid not null,
  seq bigint not null check (seq >= 0),
  hash bytea not null check (octet_length(hash) = 32),
  signed_at timestamptz not null,
  key_id text not null check (char_length(key_id) between 1 and 100),
  signature bytea not null check (octet_length(signature) between 16 and 1024),
  primary key (owner_lenser_id, seq)
);
comment on table audit.checkpoints is 'Signed heads of chains; the copies outside the database tell a cut tail.';

alter table ai.keys enable row level security;
alter table ai.key_usage_log enable row level security;
alter table audit.heads enable row level security;
alter table audit.log enable row level security;
alter table audit.checkpoints enable row level security;

grant usage on schema audit to authenticated, service_role, engine_worker, maintenance;

insert into engine.transitions (machine, source, target) values
  ('key', 'active', 'revoked'), ('key', 'active', 'expired'), ('key', 'expired', 'revoked');
