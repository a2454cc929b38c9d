create table agents.ai_lensers (
  id uuid primary key default uuidv7(),
  profile_id uuid not null unique,
  profile_type text not null default 'ai' check (profile_type = 'ai'),
  runtime_pref text not null default 'cloud' check (runtime_pref in ('cloud', 'local', 'hybrid')),
  is_active boolean not null default true,
  suspended_at timestamptz,
  suspended_reason text,
  personality_note text check (char_length(personality_note) <= 8000),
  archived_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  foreign key (profile_id, profile_type) references lensers.profiles (id, type) on delete cascade
);
alter table agents.ai_lensers enable row level security;
comment on table agents.ai_lensers is 'Runtime extension of a profile of type ai, exactly one each.';

create table agents.ownerships (
  id uuid primary key default uuidv7(),
  ai_lenser_id uuid not null references agents.ai_lensers on delete cascade,
  owner_lenser_id uuid not null,
  owner_type text not null default 'human' check (owner_type = 'human'),
  role text not null check (role in ('owner', 'co_owner', 'operator')),
  permission_scope text[] not null default '{}' check (permission_scope <@ array[
    'approvals:decide', 'team:manage', 'workflow:assign', 'schedule:manage', 'memory:manage', 'tools:manage',
    'models:manage', 'settings:manage', 'logs:view']),
  granted_at timestamptz not null default now(),
  revoked_at timestamptz,
  created_at timestamptz not null default now(),
  foreign key (owner_lenser_id, owner_type) references lensers.profiles (id, type) on delete cascade
);
create unique index ownerships_one_per_person on agents.ownerships (ai_lenser_id, owner_lenser_id) where revoked_at is null;
create unique index ownerships_one_owner on agents.ownerships (ai_lenser_id) where revoked_at is null and role = 'owner';
create index ownerships_owner_lenser_id_idx on agents.ownerships (owner_lenser_id) where revoked_at is null;
alter table agents.ownerships enable row level security;
comment on table agents.ownerships is 'Who may manage or operate an agent; only unrevoked rows count.';

create table agents.policies (
  id uuid primary key default uuidv7(),
  ai_lenser_id uuid not null unique references agents.ai_lensers on delete cascade,
  spending_limit_credits bigint check (spending_limit_credits >= 0),
  model_binding_mode text not null default 'single' check (model_binding_mode in ('single', 'multi', 'dynamic')),
  allowed_output_modalities text[] not null default '{text}',
  max_parallel_runs int not null default 5 check (max_parallel_runs between 1 and 1000),
  max_daily_runs int check (max_daily_runs >= 0),
  is_public_policy boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
alter table agents.policies enable row level security;
comment on table agents.policies is 'Limits of an agent; NULL means no limit.';

create table agents.workspace_settings (
  id uuid primary key default uuidv7(),
  ai_lenser_id uuid not null unique references agents.ai_lensers on delete cascade,
  default_model_id uuid,
  approval_default text not null default 'require_human' check (approval_default in ('auto', 'require_human', 'deny')),
  approval_timeout_hours int not null default 24 check (approval_timeout_hours between 1 and 8760),
  retention_days int not null default 90 check (retention_days between 1 and 3650),
  global_kill_switch boolean not null default false,
  runner_paused boolean not null default false,
  budget_enforce boolean not null default true,
  webhooks jsonb not null default '[]' check (jsonb_typeof(webhooks) = 'array'),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
alter table agents.workspace_settings enable row level security;
comment on table agents.workspace_settings is 'Switches and defaults of an agent''s workspace.';
