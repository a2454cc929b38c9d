-- What schedules did and will do, and what else starts a workflow without a person.

alter table lenses.workflow_schedules
  -- the instants after next_run_at, computed ahead by a server: whoever dispatches needs no calendar
  add column upcoming timestamptz[] not null default '{}',
  -- by which edition of the time-zone data they were computed
  add column calendar text check (char_length(calendar) <= 40),
  -- what became of instants that nobody dispatched in time has been decided up to here
  add column decided_until timestamptz,
  -- after a fault that passes by itself, such as a lock that was not to be had
  add column retry_at timestamptz,
  add column consecutive_failures int not null default 0 check (consecutive_failures >= 0),
  add column paused_reason text check (char_length(paused_reason) <= 200);
create index workflow_schedules_short_idx on lenses.workflow_schedules (id)
  where is_active and (next_run_at is null or cardinality(upcoming) < 16);

create table lenses.schedule_firings (
  id uuid primary key default uuidv7(),
  schedule_id uuid not null references lenses.workflow_schedules on delete cascade,
  instant timestamptz not null,
  source text not null check (source in ('calendar', 'manual', 'backfill')),
  outcome text not null check (outcome in ('dispatched', 'awaiting_approval', 'skipped_overlap', 'skipped_concurrency', 'skipped_budget',
    'validation_failed', 'dispatch_failed', 'paused', 'missed')),
  -- how many instants the row stands for; more than one only where they were missed
  instants int not null default 1 check (instants > 0),
  run_id uuid,
  message text check (char_length(message) <= 4000),
  ended_at timestamptz,
  created_at timestamptz not null default clock_timestamp(),
  constraint schedule_firings_once unique (schedule_id, instant)
);
create index schedule_firings_open_idx on lenses.schedule_firings (schedule_id) where run_id is not null and ended_at is null;
create index schedule_firings_age_idx on lenses.schedule_firings (created_at);
comment on table lenses.schedule_firings is 'What came of each instant of a schedule, also of those that made no run.';

alter table lenses.workflow_triggers
  drop constraint workflow_triggers_one_of_a_kind,
  -- runs as this assignment says, with its approvals; without one, as the author. It takes the trigger along when it is deleted: what is
  -- left would ask nobody.
  add column workflow_assignment_id uuid references agents.workflow_assignments on delete cascade,
  add column event_type text check (event_type in ('run.ended', 'run.completed', 'run.failed', 'run.cancelled', 'run.timed_out',
    'approval.decided')),
  add column source_workflow_id uuid references lenses.workflows on delete cascade,
  add column filter jsonb,
  add column inputs_template jsonb not null default '{}' check (jsonb_typeof(inputs_template) = 'object'),
  -- the newest secret and the one before it may be closed by two master keys
  add column previous_kek_id text check (char_length(previous_kek_id) <= 100),
  add column last_run_id uuid,
  add column last_error_message text check (char_length(last_error_message) <= 4000),
  add column last_error_at timestamptz,
  add constraint events_have_a_source check ((kind = 'event') = (event_type is not null) and (kind = 'event') = (source_workflow_id is not null));
create unique index workflow_triggers_one_webhook on lenses.workflow_triggers (workflow_id) where kind = 'webhook';
create index workflow_triggers_workflow_idx on lenses.workflow_triggers (workflow_id);
create index workflow_triggers_source_idx on lenses.workflow_triggers (source_workflow_id) where kind = 'event' and is_active;
create index workflow_triggers_assignment_idx on lenses.workflow_triggers (workflow_assignment_id) where workflow_assignment_id is not null;

-- Messages that were taken: one that comes again gets the answer of the first.
create table engine.trigger_messages (
  trigger_id uuid not null,
  message_id text not null check (char_length(message_id) between 1 and 256),
  body_hash bytea,
  run_id uuid,
  seen_at timestamptz not null default clock_timestamp(),
  primary key (trigger_id, message_id)
);
create index trigger_messages_age_idx on engine.trigger_messages (seen_at);
comment on table engine.trigger_messages is 'Messages of webhooks and events that have been taken, so that none is taken twice.';

create table engine.happenings (
  id uuid primary key default uuidv7(),
  event_type text not null check (char_length(event_type) <= 80),
  workflow_id uuid not null,
  run_id uuid not null,
  payload jsonb not null,
  created_at timestamptz not null default clock_timestamp()
) with (autovacuum_vacuum_scale_factor = 0.0, autovacuum_vacuum_threshold = 500);
comment on table engine.happenings is 'Ends of runs and decisions that some workflow waits for, until they are looked at.';

alter table lenses.schedule_firings enable row level security;
alter table engine.trigger_messages enable row level security;
alter table engine.happenings enable row level security;

-- These get other arguments or results, which only a new function can have.
drop function if exists lenses.dispatch_schedule(uuid, timestamptz, timestamptz);
drop function if exists lenses.schedule_row(lenses.workflow_schedules);
drop function if exists public.fn_upsert_workflow_schedule(uuid, uuid, text, text, text, jsonb, boolean, text, uuid, uuid, jsonb, jsonb, jsonb, jsonb);
drop function if exists public.fn_get_workflow_schedules(uuid, int);
drop function if exists public.fn_workflow_get_schedules(uuid);
drop function if exists public.fn_get_workflow_schedule_history(uuid);
drop function if exists public.fn_preview_schedule_fires(text, text, int, timestamptz);
drop function if exists public.fn_backfill_schedule(uuid, timestamptz, boolean);
drop function if exists public.fn_resume_workflow_schedule(uuid);
drop function if exists public.fn_toggle_workflow_schedule(uuid, boolean);
