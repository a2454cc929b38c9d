-- What http_request nodes send to change something outside: shown to a person, allowed, and sent once.
-- No foreign key to the run, as for node results (decision 13).
create table engine.node_requests (
  run_id uuid not null,
  node_id uuid not null,
  -- the very request, as whoever decides is shown it
  request jsonb not null check (jsonb_typeof(request) = 'object' and pg_column_size(request) <= 524288),
  request_hash bytea not null check (octet_length(request_hash) = 32),
  status text not null default 'asked' check (status in ('asked', 'approved', 'rejected', 'sent', 'unknown', 'done', 'failed')),
  idempotency_key uuid not null default uuidv7(),
  output jsonb check (pg_column_size(output) <= 4194304),
  reason text check (char_length(reason) <= 2000),
  decided_by uuid references lensers.profiles on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (run_id, node_id)
);
create index node_requests_decided_by_idx on engine.node_requests (decided_by) where decided_by is not null;
comment on table engine.node_requests is 'A request of a node that may change something outside: who allowed it, and what came of it.';

alter table engine.node_requests enable row level security;
