-- Runs: what the engine writes while a workflow version executes. These tables grow without end, so:
-- no index on a column that changes, every index leads with the run or with its owner, and rows are
-- addressed by run id (which is also how they would be distributed).

--
-- What a column may hold is said by domains, not CHECKs: a CHECK is parsed and planned again by every statement (20 µs for a list of
-- eleven words, 5 µs for a comparison), a domain once per session, and every run is started by a statement of its own.

create domain lenses.run_status as text constraint run_status_known check (value in ('draft', 'validated', 'queued', 'pending', 'running',
  'streaming', 'recovered', 'completed', 'failed', 'cancelled', 'timed_out'));
create domain lenses.run_trigger_mode as text constraint run_trigger_mode_known
  check (value in ('manual', 'schedule', 'api', 'webhook', 'subflow', 'retry'));
create domain lenses.node_status as text constraint node_status_known check (value in ('pending', 'awaiting_dependency', 'queued', 'running',
  'streaming', 'retrying', 'completed', 'failed', 'cancelled', 'skipped', 'timed_out', 'blocked', 'invalidated'));
create domain lenses.waiting_reason as text constraint waiting_reason_known check (value in ('dependency', 'condition_false',
  'rate_limit', 'retry_backoff', 'human_input', 'external_callback', 'queued'));
create domain lenses.run_depth as int constraint run_depth_bounded check (value between 0 and 8);
create domain lenses.amount as numeric constraint amount_not_negative check (value >= 0);
create domain lenses.quantity as bigint constraint quantity_not_negative check (value >= 0);
create domain lenses.jsonb_object as jsonb constraint json_is_object check (jsonb_typeof(value) = 'object');
create domain lenses.idempotency_key as text constraint idempotency_key_length check (length(value) between 1 and 200);
create domain lenses.run_event_type as text constraint run_event_type_known check (value in ('run.started', 'run.status.changed',
  'run.completed', 'run.failed', 'run.cancelled', 'run.timed_out', 'run.recovered', 'node.queued', 'node.waiting', 'node.started',
  'node.stream.delta', 'node.log', 'node.retried', 'node.completed', 'node.failed', 'node.cancelled', 'node.skipped',
  'node.timed_out', 'node.blocked', 'node.invalidated', 'node.provenance', 'moderation.flagged', 'contract.violated',
  'tool.started', 'tool.completed', 'tool.failed', 'tool.approval_required', 'tool.approval_response', 'approval.requested',
  'approval.decided', 'approval.timed_out', 'memory.injected', 'memory.committed', 'cost.recorded'));

create table lenses.workflow_runs (
  id uuid primary key default uuidv7(),
  -- the key to the version below leads to the workflow, too: one look-up less for every start
  workflow_id uuid not null,
  workflow_version_id uuid not null,
  triggered_by uuid references lensers.profiles (id) on delete set null,
  ai_lenser_id uuid references agents.ai_lensers (id) on delete set null,
  trigger_mode lenses.run_trigger_mode not null default 'manual',
  status lenses.run_status not null default 'queued',
  context_inputs lenses.jsonb_object not null default '{}',
  global_model_id uuid references ai.models (id) on delete set null,
  parent_run_id uuid references lenses.workflow_runs (id) on delete set null,
  parent_node_id uuid,
  recursion_depth lenses.run_depth not null default 0,
  schedule_id uuid,
  scheduled_for timestamptz,
  active_node_id uuid,
  budget_credits lenses.amount,
  spent_credits lenses.amount not null default 0,
  input_tokens lenses.quantity not null default 0,
  output_tokens lenses.quantity not null default 0,
  -- the one allocator of event ids: who appends n events adds n here and owns the ids it passed
  last_event_id lenses.quantity not null default 0,
  idempotency_key lenses.idempotency_key,
  request_hash bytea,
  error jsonb,
  metadata lenses.jsonb_object not null default '{}',
  started_at timestamptz,
  completed_at timestamptz,
  created_at timestamptz not null default now(),
  constraint workflow_runs_version_of_workflow foreign key (workflow_id, workflow_version_id)
    references lenses.workflow_versions (workflow_id, id) on delete restrict,
  constraint workflow_runs_key_has_hash check ((idempotency_key is null) = (request_hash is null))
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.05);

-- ids are version 7, so (…, id) is also the order of time
create index workflow_runs_of_workflow on lenses.workflow_runs (workflow_id, triggered_by, id);
create index workflow_runs_of_person on lenses.workflow_runs (triggered_by, id);
create index workflow_runs_of_agent on lenses.workflow_runs (ai_lenser_id, id) where ai_lenser_id is not null;
create index workflow_runs_children on lenses.workflow_runs (parent_run_id) where parent_run_id is not null;
create unique index workflow_runs_once_per_instant on lenses.workflow_runs (schedule_id, scheduled_for)
  where schedule_id is not null;
create unique index workflow_runs_once_per_key on lenses.workflow_runs (triggered_by, workflow_id, idempotency_key)
  where idempotency_key is not null;

-- No foreign key to the run, here and below: the engine's fence has just locked the run's row, and a look-up per row would cost more
-- than the row. Whoever deletes runs deletes what belongs to them.
create table lenses.workflow_node_results (
  run_id uuid not null,
  node_id uuid not null,
  iteration int not null default 0,
  status lenses.node_status not null default 'pending',
  waiting_reason lenses.waiting_reason,
  attempts int not null default 0,
  retry_count int not null default 0,
  duration_ms bigint,
  ttfb_ms bigint,
  resolved_input jsonb,
  output_data jsonb,
  error_message text,
  error jsonb,
  input_tokens bigint not null default 0,
  output_tokens bigint not null default 0,
  cost_credits numeric not null default 0,
  provider_route jsonb,
  -- what the newest attempt asked the model, layer by layer
  prompt jsonb,
  resolved_lens_version_id uuid,
  assigned_member_id uuid,
  started_at timestamptz,
  completed_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (run_id, node_id, iteration),
  constraint node_results_numbers check (iteration >= 0 and attempts >= 0 and retry_count >= 0 and duration_ms >= 0 and ttfb_ms >= 0
    and input_tokens >= 0 and output_tokens >= 0 and cost_credits >= 0),
  constraint node_results_finished_has_time check (completed_at is not null
    or status not in ('completed', 'failed', 'cancelled', 'skipped', 'timed_out', 'invalidated'))
) with (fillfactor = 90, autovacuum_vacuum_insert_scale_factor = 0.1);

create table lenses.workflow_run_events (
  run_id uuid not null,
  event_id bigint not null,
  type lenses.run_event_type not null,
  payload jsonb not null default '{}',
  node_id uuid,
  occurred_at timestamptz not null default now(),
  primary key (run_id, event_id),
  constraint run_events_id_positive check (event_id > 0)
) with (autovacuum_vacuum_insert_scale_factor = 0.1);

-- no single-column key: rows are found by the run they lead to (or, across runs, come from)
create table lenses.workflow_run_provenance (
  id uuid not null default uuidv7(),
  source_run_id uuid not null,
  source_node_id uuid,
  source_output_path text not null,
  target_run_id uuid not null,
  target_node_id uuid not null,
  target_input_path text not null,
  transform jsonb,
  created_at timestamptz not null default now(),
  constraint run_provenance_paths_not_empty check (source_output_path <> '' and target_input_path <> ''),
  constraint run_provenance_paths_length check (octet_length(source_output_path) <= 1000 and octet_length(target_input_path) <= 1000)
) with (autovacuum_vacuum_insert_scale_factor = 0.1);

create index run_provenance_of_run on lenses.workflow_run_provenance (target_run_id);
create index run_provenance_to_other_runs on lenses.workflow_run_provenance (source_run_id)
  where source_run_id <> target_run_id;

alter table lenses.workflow_runs enable row level security;
alter table lenses.workflow_node_results enable row level security;
alter table lenses.workflow_run_events enable row level security;
alter table lenses.workflow_run_provenance enable row level security;

comment on table lenses.workflow_runs is 'One execution of one workflow version.';
comment on table lenses.workflow_node_results is 'How one node of one run stands; a terminal row never changes.';
comment on table lenses.workflow_run_events is 'What happened in a run, numbered 1..n without a hole, in commit order.';
comment on table lenses.workflow_run_provenance is 'From which output, or run input, a node''s input came.';

-- The steps of engine.md, Lifecycle. One write may fold several steps that happened since the last one, so every state that
-- can be reached is allowed; what is never allowed is to go back, or to leave a terminal state.
with recursive step (machine, source, target) as (
  select 'workflow_run', split_part(s, '>', 1), t
  from unnest(array['draft>validated,queued,cancelled', 'validated>queued,cancelled', 'queued>pending,failed,cancelled',
      'pending>running,recovered,failed,cancelled', 'running>streaming,recovered,completed,failed,cancelled,timed_out',
      'streaming>running,recovered,completed,failed,cancelled,timed_out',
      'recovered>running,failed,cancelled']) s,
    string_to_table(split_part(s, '>', 2), ',') t
  union all
  select 'node_result', split_part(s, '>', 1), t
  from unnest(array['pending>awaiting_dependency,queued,cancelled',
      'awaiting_dependency>queued,skipped,cancelled', 'queued>running,failed,cancelled,timed_out',
      'running>streaming,retrying,blocked,queued,completed,failed,cancelled,timed_out,invalidated',
      'streaming>running,retrying,blocked,queued,completed,failed,cancelled,timed_out,invalidated',
      'retrying>running,queued,failed,cancelled,timed_out',
      'blocked>running,queued,completed,failed,cancelled,timed_out']) s,
    string_to_table(split_part(s, '>', 2), ',') t
), reach as (
  select machine, source, target from step
  union
  select r.machine, r.source, s.target from reach r join step s on s.machine = r.machine and s.source = r.target
)
insert into engine.transitions (machine, source, target)
select machine, source, target from reach where source <> target;
