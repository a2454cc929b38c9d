-- The engine's own tables: which run moves next, which process moves it, when a waiting run wakes.
-- All of them are small and hot; what is worth keeping lives in lenses.*.

-- One row per run that is not over. A row is in one of three conditions:
--   claimable   claim_id is null; may be taken once available_at has passed
--   leased      claim_id is set; only the process that knows claim_id may write the run
--   abandoned   leased, but lease_until has passed: engine sweeps make it claimable again
-- No foreign key to the run: the row is written and removed in the transaction that starts and ends
-- the run, and the runs table may live on other machines than this one.
create table engine.run_queue (
  run_id uuid primary key,
  priority int not null default 0,
  available_at timestamptz not null default now(),
  owner uuid,
  claim_id uuid,
  -- counts claims; says which of two claims is the later one, fences nothing by itself
  epoch bigint not null default 0,
  -- journal entries committed under the present claim: a commit whose answer was lost is not repeated
  entry bigint not null default 0,
  lease_until timestamptz,
  -- claims since the run last gave its lease back by itself
  attempt int not null default 0,
  cancel_asked boolean not null default false,
  cancel_reason text,
  constraint run_queue_lease_is_whole
    check ((claim_id is null) = (owner is null) and (claim_id is null) = (lease_until is null)),
  constraint run_queue_counts_not_negative check (epoch >= 0 and entry >= 0 and attempt >= 0),
  constraint run_queue_reason_with_cancel check (cancel_asked or cancel_reason is null)
) with (
  fillfactor = 50,
  autovacuum_vacuum_scale_factor = 0.0, autovacuum_vacuum_threshold = 2000,
  autovacuum_analyze_scale_factor = 0.0, autovacuum_analyze_threshold = 20000,
  autovacuum_vacuum_cost_delay = 0
);

create index run_queue_claimable on engine.run_queue (priority desc, available_at) where claim_id is null;
create index run_queue_leases on engine.run_queue (lease_until) where claim_id is not null;
create index run_queue_cancels on engine.run_queue (owner) where cancel_asked;

comment on table engine.run_queue is 'Runs that have a next move, and the lease of the process that makes it.';

-- Instants that a run waits for. available_at of a waiting run is the earliest of them.
create table engine.timers (
  run_id uuid not null,
  timer text not null check (timer <> ''),
  due_at timestamptz not null,
  primary key (run_id, timer)
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.0, autovacuum_vacuum_threshold = 2000);

comment on table engine.timers is 'When a run is to be told that time has passed, by timer name.';

-- Heartbeats. Nothing is decided by them (leases decide); they answer "who is there".
create table engine.nodes (
  id uuid primary key,
  version text not null,
  runs int not null default 0 check (runs >= 0),
  draining boolean not null default false,
  started_at timestamptz not null default clock_timestamp(),
  seen_at timestamptz not null default clock_timestamp()
) with (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.0, autovacuum_vacuum_threshold = 200);

comment on table engine.nodes is 'Server processes that move runs.';

alter table engine.run_queue enable row level security;
alter table engine.timers enable row level security;
alter table engine.nodes enable row level security;
