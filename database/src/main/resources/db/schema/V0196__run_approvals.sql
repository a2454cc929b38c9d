-- Runs without an agent that somebody has to approve first: what agents.team_runs is for runs with one.

create table lenses.run_approvals (
  run_id uuid primary key references lenses.workflow_runs on delete cascade,
  workflow_id uuid not null references lenses.workflows on delete cascade,
  -- who decides: the one as whom the run is to run
  asked_id uuid not null references lensers.profiles on delete cascade,
  status text not null default 'pending' check (status in ('pending', 'approved', 'rejected')),
  expires_at timestamptz not null,
  priority int not null default 0,
  decided_by uuid references lensers.profiles on delete set null,
  decided_at timestamptz,
  reason text check (char_length(reason) <= 2000),
  modifications jsonb check (jsonb_typeof(modifications) = 'object'),
  created_at timestamptz not null default now(),
  constraint decided_has_time check ((status = 'pending') = (decided_at is null))
);
create index run_approvals_workflow_id_idx on lenses.run_approvals (workflow_id);
create index run_approvals_asked_id_idx on lenses.run_approvals (asked_id, created_at desc);
create index run_approvals_decided_by_idx on lenses.run_approvals (decided_by) where decided_by is not null;
create index run_approvals_pending_idx on lenses.run_approvals (expires_at) where status = 'pending';
comment on table lenses.run_approvals is 'The approval that a run without an agent waits for, and what came of it.';

alter table lenses.run_approvals enable row level security;
