-- What agents remember and which tools they call.

create table agents.memories (
  id uuid primary key default uuidv7(),
  profile_id uuid not null,
  ai_lenser_id uuid not null,
  scope text not null check (scope in ('project', 'conversation', 'global')),
  source text not null check (source in ('user', 'agent', 'tool', 'eval', 'manual')),
  content text not null check (char_length(content) between 1 and 20000),
  confidence numeric not null default 0.5 check (confidence between 0 and 1),
  expires_at timestamptz,
  team_run_id uuid references agents.team_runs on delete set null,
  is_redacted boolean not null default false,
  metadata jsonb not null default '{}' check (jsonb_typeof(metadata) = 'object' and pg_column_size(metadata) <= 65536),
  search tsvector generated always as (case when is_redacted then ''::tsvector else to_tsvector('simple', content) end) stored,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint redacted_holds_nothing check (not is_redacted or (content = '[redacted]' and metadata = '{}')),
  foreign key (ai_lenser_id, profile_id) references agents.memory_profiles (ai_lenser_id, id) on delete cascade
);
create index memories_injected_idx on agents.memories (profile_id, scope, confidence desc, created_at desc) where not is_redacted;
create index memories_profile_idx on agents.memories (profile_id, created_at desc, id desc);
create index memories_ai_lenser_id_idx on agents.memories (ai_lenser_id, profile_id);
create index memories_team_run_id_idx on agents.memories (team_run_id) where team_run_id is not null;
create index memories_search_idx on agents.memories using gin (search);
comment on table agents.memories is 'One thing that an agent remembers; a redacted entry keeps its row and loses its content.';

create table agents.memory_access_logs (
  id uuid primary key default uuidv7(),
  memory_id uuid not null,
  team_run_id uuid,
  actor_lenser_id uuid,
  action text not null check (action in ('read', 'write', 'redact')),
  context jsonb not null default '{}' check (jsonb_typeof(context) = 'object'),
  accessed_at timestamptz not null default now()
);
create index memory_access_logs_memory_id_idx on agents.memory_access_logs (memory_id, accessed_at desc, id desc);
comment on table agents.memory_access_logs is 'Who read, wrote or redacted a memory, append-only; one row per entry.';

create table agents.tools_registry (
  id uuid primary key default uuidv7(),
  owner_lenser_id uuid not null references lensers.profiles on delete cascade,
  key text not null check (key ~ '^[a-z][a-z0-9_.-]{0,79}$'),
  name text not null check (char_length(btrim(name)) between 1 and 120),
  description text check (char_length(description) <= 4000),
  category text not null default 'general' check (char_length(category) between 1 and 60),
  kind text not null default 'http' check (kind in ('http', 'mcp', 'builtin')),
  schema_input jsonb not null default '{}' check (jsonb_typeof(schema_input) = 'object' and pg_column_size(schema_input) <= 65536),
  schema_output jsonb not null default '{}' check (jsonb_typeof(schema_output) = 'object' and pg_column_size(schema_output) <= 65536),
  egress_class text not null default 'none' check (egress_class in ('none', 'read_only', 'write')),
  endpoint_url text check (char_length(endpoint_url) <= 2048 and endpoint_url ~ '^https?://'),
  http_method text check (http_method in ('GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE')),
  request_template jsonb not null default '{}' check (jsonb_typeof(request_template) = 'object'),
  auth_method text not null default 'none' check (auth_method in ('none', 'api_key', 'oauth', 'service_account')),
  credential_ref text check (char_length(credential_ref) <= 200),
  idempotency_header text check (idempotency_header ~ '^[A-Za-z0-9-]{1,80}$'),
  requires_approval boolean not null default false,
  is_dangerous boolean not null default false,
  status text not null default 'active' check (status in ('active', 'disabled', 'deprecated')),
  content_hash bytea not null check (octet_length(content_hash) = 32),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint tools_registry_key_per_owner unique (owner_lenser_id, key),
  constraint writes_need_approval check (egress_class <> 'write' or requires_approval),
  constraint reads_only_get check (egress_class <> 'read_only' or coalesce(http_method, 'GET') in ('GET', 'HEAD'))
);
comment on table agents.tools_registry is 'A tool that agents of its owner may be given.';

create table agents.tool_assignments (
  id uuid primary key default uuidv7(),
  ai_lenser_id uuid not null references agents.ai_lensers on delete cascade,
  tool_id uuid not null references agents.tools_registry on delete cascade,
  profile_id uuid references agents.tool_profiles on delete set null,
  allowed boolean not null default true,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint tool_assignments_once unique (ai_lenser_id, tool_id)
);
create index tool_assignments_tool_id_idx on agents.tool_assignments (tool_id);
create index tool_assignments_profile_id_idx on agents.tool_assignments (profile_id) where profile_id is not null;
comment on table agents.tool_assignments is 'Whether an agent may call a tool.';

create table agents.tool_invocations (
  id uuid primary key default uuidv7(),
  team_run_id uuid references agents.team_runs on delete cascade,
  run_id uuid references lenses.workflow_runs on delete cascade,
  node_id uuid,
  agent_run_step_id uuid references agents.agent_run_steps on delete set null,
  tool_id uuid not null references agents.tools_registry on delete restrict,
  ai_lenser_id uuid not null references agents.ai_lensers on delete cascade,
  input jsonb not null check (pg_column_size(input) <= 524288),
  input_hash bytea not null check (octet_length(input_hash) = 32),
  output jsonb,
  status text not null default 'pending' check (status in ('pending', 'approved', 'rejected', 'running', 'completed', 'failed', 'blocked')),
  approval_status text not null default 'not_required' check (approval_status in ('pending', 'approved', 'rejected', 'not_required')),
  approval_required boolean not null default false,
  approval_decided_by uuid references lensers.profiles on delete set null,
  approval_reason text check (char_length(approval_reason) <= 2000),
  error text check (char_length(error) <= 8000),
  cost_estimate numeric check (cost_estimate >= 0),
  idempotency_key uuid not null default uuidv7(),
  started_at timestamptz,
  completed_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint approval_fits check (approval_required = (approval_status <> 'not_required')),
  -- bound to the hash of tool, input and target: nothing runs that was not approved
  constraint running_is_approved check (status not in ('running', 'completed') or approval_status in ('approved', 'not_required'))
);
create index tool_invocations_ai_lenser_id_idx on agents.tool_invocations (ai_lenser_id, created_at desc, id desc);
create index tool_invocations_team_run_id_idx on agents.tool_invocations (team_run_id) where team_run_id is not null;
create index tool_invocations_run_id_idx on agents.tool_invocations (run_id, node_id) where run_id is not null;
create index tool_invocations_tool_id_idx on agents.tool_invocations (tool_id);
create index tool_invocations_step_idx on agents.tool_invocations (agent_run_step_id) where agent_run_step_id is not null;
create index tool_invocations_pending_idx on agents.tool_invocations (ai_lenser_id) where approval_status = 'pending';
comment on table agents.tool_invocations is 'A call of a tool: what was asked, who allowed it, what came of it.';

alter table agents.standing_approvals
  add foreign key (tool_id) references agents.tools_registry on delete cascade;
create index standing_approvals_tool_id_idx on agents.standing_approvals (tool_id) where tool_id is not null;

alter table agents.memories enable row level security;
alter table agents.memory_access_logs enable row level security;
alter table agents.tools_registry enable row level security;
alter table agents.tool_assignments enable row level security;
alter table agents.tool_invocations enable row level security;

insert into engine.transitions (machine, source, target) values
  ('tool', 'active', 'disabled'), ('tool', 'disabled', 'active'), ('tool', 'active', 'deprecated'), ('tool', 'disabled', 'deprecated'),
  ('tool_invocation', 'pending', 'approved'), ('tool_invocation', 'pending', 'rejected'), ('tool_invocation', 'pending', 'running'),
  ('tool_invocation', 'pending', 'failed'), ('tool_invocation', 'pending', 'blocked'),
  ('tool_invocation', 'approved', 'running'), ('tool_invocation', 'approved', 'failed'), ('tool_invocation', 'approved', 'blocked'),
  ('tool_invocation', 'running', 'completed'), ('tool_invocation', 'running', 'failed'), ('tool_invocation', 'running', 'blocked'),
  ('tool_invocation', 'blocked', 'running'), ('tool_invocation', 'blocked', 'completed'), ('tool_invocation', 'blocked', 'failed'),
  ('tool_invocation_approval', 'pending', 'approved'), ('tool_invocation_approval', 'pending', 'rejected');
