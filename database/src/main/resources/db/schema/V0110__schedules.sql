-- What starts runs without a person, and what is left of runs that could not go on.

create table lenses.workflow_schedules (
  id uuid primary key default uuidv7(),
  workflow_id uuid not null references lenses.workflows on delete cascade,
  created_by uuid references lensers.profiles on delete set null,
  description text check (char_length(description) <= 2000),
  cron_expr text not null check (char_length(cron_expr) between 1 and 200),
  timezone text not null default 'UTC' check (char_length(timezone) between 1 and 64),
  is_active boolean not null default true,
  assignee_type text not null default 'agent' check (assignee_type in ('agent', 'team')),
  assignee_id uuid,
  workflow_assignment_id uuid references agents.workflow_assignments on delete set null,
  approval_policy jsonb not null default '{"requiresApproval": true}',
  retry_policy jsonb not null default '{"maxRetries": 1}',
  failure_policy jsonb not null default '{"mode": "isolate"}',
  queue_policy jsonb not null default '{"mode": "parallel"}',
  inputs_template jsonb not null default '{}' check (jsonb_typeof(inputs_template) = 'object'),
  global_model_id text check (char_length(global_model_id) <= 200),
  -- computed by the engine, which knows calendars; NULL asks it to
  next_run_at timestamptz,
  last_run_at timestamptz,
  last_run_id uuid references lenses.workflow_runs on delete set null,
  last_dispatch_status text check (last_dispatch_status in ('dispatched', 'skipped_overlap', 'skipped_concurrency', 'skipped_budget',
    'validation_failed', 'dispatch_failed', 'paused', 'awaiting_approval')),
  last_error_at timestamptz,
  last_error_message text check (char_length(last_error_message) <= 4000),
  last_completed_at timestamptz,
  last_result jsonb,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index workflow_schedules_workflow_id_idx on lenses.workflow_schedules (workflow_id, created_at desc);
create index workflow_schedules_due_idx on lenses.workflow_schedules (next_run_at) where is_active;
create index workflow_schedules_assignment_idx on lenses.workflow_schedules (workflow_assignment_id) where workflow_assignment_id is not null;
create index workflow_schedules_assignee_idx on lenses.workflow_schedules (assignee_id) where assignee_id is not null;
create index workflow_schedules_created_by_idx on lenses.workflow_schedules (created_by) where created_by is not null;
create index workflow_schedules_last_run_idx on lenses.workflow_schedules (last_run_id) where last_run_id is not null;
comment on table lenses.workflow_schedules is 'When a workflow runs by itself, as whom and with which policies.';

alter table lenses.workflow_runs
  add constraint workflow_runs_schedule foreign key (schedule_id) references lenses.workflow_schedules on delete set null;

create table lenses.workflow_triggers (
  id uuid primary key default uuidv7(),
  workflow_id uuid not null references lenses.workflows on delete cascade,
  kind text not null check (kind in ('webhook', 'event')),
  -- the newest secret and the one before it, wrapped by the server; SQL never sees them in the open
  secret_ciphertext bytea,
  secret_wrapped_dek bytea,
  previous_ciphertext bytea,
  previous_wrapped_dek bytea,
  kek_id text check (char_length(kek_id) <= 100),
  secret_hint text check (char_length(secret_hint) <= 8),
  rotated_at timestamptz,
  is_active boolean not null default true,
  last_fired_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint workflow_triggers_one_of_a_kind unique (workflow_id, kind),
  constraint secret_is_whole check ((secret_ciphertext is null) = (secret_wrapped_dek is null)
    and (previous_ciphertext is null) = (previous_wrapped_dek is null))
);
comment on table lenses.workflow_triggers is 'What outside may start a workflow: a signed webhook or an event.';

create table lenses.workflow_run_dead_letters (
  id uuid primary key default uuidv7(),
  run_id uuid not null references lenses.workflow_runs on delete cascade,
  node_id uuid,
  reason text not null check (char_length(reason) between 1 and 4000),
  attempts int not null default 0 check (attempts >= 0),
  payload jsonb not null default '{}' check (jsonb_typeof(payload) = 'object'),
  resolved_at timestamptz,
  created_at timestamptz not null default now()
);
create index workflow_run_dead_letters_run_id_idx on lenses.workflow_run_dead_letters (run_id);
comment on table lenses.workflow_run_dead_letters is 'Runs and nodes that were given up after repeated failures, until somebody resolves them.';

-- What a person or an outside system answers to a waiting node; the engine takes the row with the run.
create table engine.signals (
  id uuid primary key default uuidv7(),
  run_id uuid not null,
  node_id uuid,
  kind text not null check (kind in ('human_input', 'callback', 'approval', 'tool_decided')),
  payload jsonb not null default '{}',
  created_at timestamptz not null default clock_timestamp()
) with (autovacuum_vacuum_scale_factor = 0.0, autovacuum_vacuum_threshold = 500);
create index signals_run_id_idx on engine.signals (run_id, id);
comment on table engine.signals is 'Answers that a waiting run has not taken yet.';

create table engine.callbacks (
  token_hash bytea primary key check (octet_length(token_hash) = 32),
  run_id uuid not null,
  node_id uuid not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  created_at timestamptz not null default clock_timestamp()
);
create index callbacks_run_id_idx on engine.callbacks (run_id);
comment on table engine.callbacks is 'One-time addresses that waiting nodes gave out; only the hash of the token is kept.';

create table engine.outbox (
  id uuid primary key default uuidv7(),
  ai_lenser_id uuid,
  workflow_id uuid,
  target_url text not null check (char_length(target_url) <= 2048),
  event_type text not null check (char_length(event_type) <= 80),
  payload jsonb not null default '{}',
  attempts int not null default 0 check (attempts >= 0),
  available_at timestamptz not null default now(),
  delivered_at timestamptz,
  given_up_at timestamptz,
  last_error text check (char_length(last_error) <= 2000),
  created_at timestamptz not null default now()
);
create index outbox_due_idx on engine.outbox (available_at) where delivered_at is null and given_up_at is null;
comment on table engine.outbox is 'Webhooks to be sent, at least once, always under the same id.';

grant usage on schema lenses to engine_scheduler, maintenance;

alter table lenses.workflow_schedules enable row level security;
alter table lenses.workflow_triggers enable row level security;
alter table lenses.workflow_run_dead_letters enable row level security;
alter table engine.signals enable row level security;
alter table engine.callbacks enable row level security;
alter table engine.outbox enable row level security;

-- the schema public belongs to the database's owner, not to ours
reset role;
grant usage on schema public to engine_scheduler, maintenance;
