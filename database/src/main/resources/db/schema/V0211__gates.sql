-- Gates that stand before paid calls: what a run asked a person, and what was decided.

alter table agents.policies
  -- from which spending of a month on each run asks before its next paid call; NULL is four fifths of the limit
  add column spend_threshold_credits bigint check (spend_threshold_credits >= 0);

-- No foreign key to the runs, as for node results (decision 13).
create table agents.gate_requests (
  id uuid primary key default uuidv7(),
  -- the run that was started, for which the decision holds, and the one within it that asks
  root_run_id uuid not null,
  run_id uuid not null,
  node_id uuid not null,
  ai_lenser_id uuid not null references agents.ai_lensers on delete cascade,
  gate text not null check (gate in ('paid_provider_call', 'spend_threshold')),
  reason text not null check (char_length(reason) <= 2000),
  status text not null default 'pending' check (status in ('pending', 'approved', 'rejected')),
  decided_by uuid references lensers.profiles on delete set null,
  decided_at timestamptz,
  -- the node that asked has been told
  is_told boolean not null default false,
  created_at timestamptz not null default clock_timestamp(),
  constraint gate_decided_has_time check ((status = 'pending') = (decided_at is null))
);
create index gate_requests_root_idx on agents.gate_requests (root_run_id, gate);
create unique index gate_requests_one_pending on agents.gate_requests (run_id, node_id, gate) where status = 'pending';
create index gate_requests_untold_idx on agents.gate_requests (decided_at) where status <> 'pending' and not is_told;
create index gate_requests_ai_lenser_idx on agents.gate_requests (ai_lenser_id);
create index gate_requests_decided_by_idx on agents.gate_requests (decided_by) where decided_by is not null;
comment on table agents.gate_requests is 'What a run has to ask a person before a paid call, once for each gate.';

alter table agents.gate_requests enable row level security;

insert into engine.transitions (machine, source, target) values
  ('gate_request', 'pending', 'approved'), ('gate_request', 'pending', 'rejected');
