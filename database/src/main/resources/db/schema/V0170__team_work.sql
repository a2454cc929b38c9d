-- What the engine keeps while agents and teams work: whose step it is, what people decided about it, and what it has in hand.

alter table agents.agent_run_steps
  add column agent_id uuid references agents.ai_lensers on delete set null,
  add column kind text not null default 'work' check (kind in ('work', 'review', 'delegated')),
  -- why this member: the reason, and what spoke against the others
  add column choice jsonb not null default '{}' check (jsonb_typeof(choice) = 'object');
create unique index agent_run_steps_one_of_a_node on agents.agent_run_steps (team_run_id, workflow_node_id)
  where kind = 'work' and workflow_node_id is not null;
create index agent_run_steps_agent_idx on agents.agent_run_steps (agent_id) where agent_id is not null;

-- what came of the run, made when it ends
alter table agents.team_runs add column report jsonb check (jsonb_typeof(report) = 'object');

alter table agents.tool_invocations
  -- the place of the call among the calls of its node; a repeated attempt finds the call that it made before
  add column call_no int check (call_no >= 0),
  -- text that no person wrote led to this call
  add column is_tainted boolean not null default false,
  -- the very request, as whoever decides is shown it
  add column request jsonb check (jsonb_typeof(request) = 'object'),
  add column expires_at timestamptz;
create unique index tool_invocations_once_per_call on agents.tool_invocations (run_id, node_id, call_no)
  where call_no is not null and run_id is not null and status <> 'rejected';

alter table agents.memories
  add column is_tainted boolean not null default false,
  add column source_run_id uuid,
  add column source_node_id uuid;

-- No foreign key to the run, as for node results (decision 13).
create table agents.step_decisions (
  id uuid primary key default uuidv7(),
  run_id uuid not null,
  node_id uuid not null,
  approved boolean not null,
  answer jsonb not null default '{}' check (jsonb_typeof(answer) = 'object'),
  decided_by uuid references lensers.profiles on delete set null,
  created_at timestamptz not null default clock_timestamp()
);
create index step_decisions_run_idx on agents.step_decisions (run_id, node_id, id);
create index step_decisions_decided_by_idx on agents.step_decisions (decided_by) where decided_by is not null;
comment on table agents.step_decisions is 'What a person decided about a step of a run, append-only.';

create table agents.step_work (
  run_id uuid not null,
  node_id uuid not null,
  work jsonb not null check (pg_column_size(work) <= 4194304),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (run_id, node_id)
) with (fillfactor = 70);
comment on table agents.step_work is 'What a step has in hand between two of its turns: a lost worker''s successor goes on from here.';

alter table agents.step_decisions enable row level security;
alter table agents.step_work enable row level security;
