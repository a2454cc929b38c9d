-- What requests with an idempotency key have made, so that a repeated one makes nothing more (reliability.md F31). Runs keep their keys
-- themselves, see lenses.workflow_runs.
create table engine.idempotency (
  caller uuid not null,
  scope text not null check (length(scope) between 1 and 100),
  key text not null check (length(key) between 1 and 200),
  request_hash bytea not null,
  result uuid,
  created_at timestamptz not null default now(),
  primary key (caller, scope, key)
);
alter table engine.idempotency enable row level security;
comment on table engine.idempotency is 'What requests with an idempotency key have made, for a week; only engine.earlier and engine.made touch it.';
