-- What belongs to a person's sample space, so that it can be taken away as a whole.
create table lensers.samples (
  lenser_id uuid not null references lensers.profiles on delete cascade,
  kind text not null check (kind in ('lens', 'workflow', 'agent', 'tool')),
  object_id uuid not null,
  created_at timestamptz not null default now(),
  primary key (lenser_id, kind, object_id)
);
alter table lensers.samples enable row level security;
comment on table lensers.samples is 'What a person''s sample space consists of.';
