-- Whom the server tells outside what happened, and what is still to be told.

create table lensers.notification_targets (
  id uuid primary key default uuidv7(),
  lenser_id uuid not null references lensers.profiles on delete cascade,
  kind text not null check (kind in ('webhook', 'email')),
  -- of webhooks; letters go to the confirmed address of the account, and to no other
  url text check (char_length(url) <= 2048 and url ~ '^https?://[^\s/?#@\\]+(/[^\s\\]*)?$'),
  label text check (char_length(label) <= 120),
  events text[] not null check (cardinality(events) > 0 and events <@ array['approval.requested', 'approval.decided', 'approval.expired',
    'run.completed', 'run.failed', 'run.cancelled', 'run.timed_out',
    'team_run.completed', 'team_run.failed', 'team_run.cancelled', 'team_run.timed_out']),
  is_active boolean not null default true,
  -- the newest secret and the one before it, wrapped by the server; SQL never sees them in the open
  secret_ciphertext bytea,
  secret_wrapped_dek bytea,
  kek_id text check (char_length(kek_id) <= 100),
  previous_ciphertext bytea,
  previous_wrapped_dek bytea,
  previous_kek_id text check (char_length(previous_kek_id) <= 100),
  secret_hint text check (char_length(secret_hint) <= 8),
  rotated_at timestamptz,
  -- tries in a row that came to nothing; from the fifth on the target is left alone for a while after each
  consecutive_failures int not null default 0 check (consecutive_failures >= 0),
  paused_until timestamptz,
  last_delivered_at timestamptz,
  last_error text check (char_length(last_error) <= 2000),
  last_error_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint webhooks_have_a_url check ((kind = 'webhook') = (url is not null)),
  constraint webhooks_have_secrets check (kind = 'webhook' or secret_ciphertext is null),
  constraint secret_is_whole check ((secret_ciphertext is null) = (secret_wrapped_dek is null) and (secret_ciphertext is null) = (kek_id is null)
    and (previous_ciphertext is null) = (previous_wrapped_dek is null))
);
create index notification_targets_lenser_idx on lensers.notification_targets (lenser_id, created_at);
create unique index notification_targets_one_mailbox on lensers.notification_targets (lenser_id) where kind = 'email';
comment on table lensers.notification_targets is 'Where a person is told of approvals and of ends of runs: signed webhooks, and letters to the own address.';

-- nothing wrote the outbox before; now each row is a message to one target
drop index engine.outbox_due_idx;
delete from engine.outbox;
alter table engine.outbox
  drop column target_url,
  drop column ai_lenser_id,
  drop column workflow_id,
  add column target_id uuid not null references lensers.notification_targets on delete cascade,
  -- until then a process has it in hand
  add column leased_until timestamptz,
  add column replayed_at timestamptz,
  add constraint outbox_ends_once check (delivered_at is null or given_up_at is null);
create index outbox_open_idx on engine.outbox (target_id, available_at, id) where delivered_at is null and given_up_at is null;
create index outbox_target_idx on engine.outbox (target_id, id desc);
create index outbox_ended_idx on engine.outbox ((coalesce(delivered_at, given_up_at))) where delivered_at is not null or given_up_at is not null;
comment on table engine.outbox is 'Messages to targets, at least once, always under the same id; written with what they tell of.';

alter table lensers.notification_targets enable row level security;
