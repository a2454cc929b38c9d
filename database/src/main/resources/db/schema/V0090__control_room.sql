-- The control room: how an owner arranges agents into teams, what each may do, and what came of it.

-- Reusable bundles of behaviour, memory policy, tool permissions and model choice; at most one default of each kind per agent.
create table agents.personality_profiles (
  id uuid primary key default uuidv7(),
  ai_lenser_id uuid not null references agents.ai_lensers on delete cascade,
  name text not null check (char_length(btrim(name)) between 1 and 120),
  tone text check (char_length(tone) <= 200),
  expertise_level text check (char_length(expertise_level) <= 200),
  risk_tolerance text check (char_length(risk_tolerance) <= 200),
  autonomy_level text check (char_length(autonomy_level) <= 200),
  communication_style text check (char_length(communication_style) <= 200),
  decision_style text check (char_length(decision_style) <= 200),
  escalation_behavior text check (char_length(escalation_behavior) <= 2000),
  system_prompt_patch text check (char_length(system_prompt_patch) <= 8000),
  is_default boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (ai_lenser_id, name)
);
create unique index personality_profiles_one_default on agents.personality_profiles (ai_lenser_id) where is_default;
comment on table agents.personality_profiles is 'How an agent speaks, decides and escalates; its patch is layer 5 of the prompt.';

create table agents.memory_profiles (
  id uuid primary key default uuidv7(),
  ai_lenser_id uuid not null references agents.ai_lensers on delete cascade,
  name text not null check (char_length(btrim(name)) between 1 and 120),
  scope_type text not null default 'project' check (scope_type in ('project', 'conversation', 'global')),
  isolation_mode text not null default 'isolated' check (isolation_mode in ('isolated', 'shared_team', 'shared_owner')),
  retention_days int not null default 90 check (retention_days between 1 and 3650),
  visibility text not null default 'private' check (visibility in ('private', 'team', 'owner')),
  summary_strategy text not null default 'none' check (summary_strategy in ('none', 'rolling', 'per_run')),
  reset_policy text not null default 'manual' check (reset_policy in ('manual', 'per_run', 'per_day')),
  injection_limit int not null default 5 check (injection_limit between 0 and 50),
  is_default boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (ai_lenser_id, name),
  unique (ai_lenser_id, id)
);
create unique index memory_profiles_one_default on agents.memory_profiles (ai_lenser_id) where is_default;
comment on table agents.memory_profiles is 'What an agent remembers, for how long, and who shares it.';

create table agents.tool_profiles (
  id uuid primary key default uuidv7(),
  ai_lenser_id uuid not null references agents.ai_lensers on delete cascade,
  name text not null check (char_length(btrim(name)) between 1 and 120),
  allow_tools text[] not null default '{}' check (cardinality(allow_tools) <= 200),
  deny_tools text[] not null default '{}' check (cardinality(deny_tools) <= 200),
  tool_groups text[] not null default '{}' check (cardinality(tool_groups) <= 50),
  provider_overrides jsonb not null default '{}' check (jsonb_typeof(provider_overrides) = 'object'),
  requires_approval boolean not null default true,
  max_calls_per_run int check (max_calls_per_run between 0 and 10000),
  is_default boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (ai_lenser_id, name)
);
create unique index tool_profiles_one_default on agents.tool_profiles (ai_lenser_id) where is_default;
comment on table agents.tool_profiles is 'Which tools an agent may call; what is denied wins over what is allowed.';

create table agents.model_profiles (
  id uuid primary key default uuidv7(),
  ai_lenser_id uuid not null references agents.ai_lensers on delete cascade,
  name text not null check (char_length(btrim(name)) between 1 and 120),
  provider_key text check (char_length(provider_key) <= 40),
  model_id uuid references ai.models on delete set null,
  model_key text check (char_length(model_key) <= 120),
  support_level text not null default 'catalog_only' check (support_level in ('runnable', 'byok_only', 'catalog_only', 'deprecated')),
  params jsonb not null default '{}' check (jsonb_typeof(params) = 'object'),
  is_default boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (ai_lenser_id, name)
);
create unique index model_profiles_one_default on agents.model_profiles (ai_lenser_id) where is_default;
create index model_profiles_model_id_idx on agents.model_profiles (model_id) where model_id is not null;
comment on table agents.model_profiles is 'The model that an agent works with and its settings.';

create table agents.teams (
  id uuid primary key default uuidv7(),
  ai_lenser_id uuid not null references agents.ai_lensers on delete cascade,
  name text not null check (char_length(btrim(name)) between 1 and 120),
  description text check (char_length(description) <= 4000),
  status text not null default 'active' check (status in ('active', 'paused', 'archived')),
  scratchpad jsonb not null default '{}' check (jsonb_typeof(scratchpad) = 'object' and pg_column_size(scratchpad) <= 262144),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index teams_ai_lenser_id_idx on agents.teams (ai_lenser_id, created_at desc, id desc);
comment on table agents.teams is 'Agents that work together under one agent''s owner.';

create table agents.team_members (
  id uuid primary key default uuidv7(),
  team_id uuid not null references agents.teams on delete cascade,
  agent_id uuid not null references agents.ai_lensers on delete cascade,
  role text not null default 'operator' check (char_length(btrim(role)) between 1 and 40),
  responsibility text not null default '' check (char_length(responsibility) <= 2000),
  lane int not null default 0 check (lane between 0 and 99),
  sort_order int not null default 0,
  is_active boolean not null default true,
  personality_profile_id uuid references agents.personality_profiles on delete set null,
  memory_profile_id uuid references agents.memory_profiles on delete set null,
  tool_profile_id uuid references agents.tool_profiles on delete set null,
  model_profile_id uuid references agents.model_profiles on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint team_members_once unique (team_id, agent_id),
  unique (team_id, id)
);
create index team_members_agent_id_idx on agents.team_members (agent_id);
create index team_members_personality_idx on agents.team_members (personality_profile_id) where personality_profile_id is not null;
create index team_members_memory_idx on agents.team_members (memory_profile_id) where memory_profile_id is not null;
create index team_members_tool_idx on agents.team_members (tool_profile_id) where tool_profile_id is not null;
create index team_members_model_idx on agents.team_members (model_profile_id) where model_profile_id is not null;
comment on table agents.team_members is 'An agent''s place in a team: role, lane and profiles.';

create table agents.team_edges (
  id uuid primary key default uuidv7(),
  team_id uuid not null references agents.teams on delete cascade,
  source_member_id uuid not null,
  target_member_id uuid not null,
  edge_type text not null check (edge_type in ('delegates', 'reviews', 'reports_to', 'shares_context', 'handoff')),
  is_blocking boolean not null default false,
  metadata jsonb not null default '{}' check (jsonb_typeof(metadata) = 'object'),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint team_edges_no_self_loop check (source_member_id <> target_member_id),
  constraint team_edges_once unique (team_id, source_member_id, target_member_id, edge_type),
  constraint team_edges_source_in_team foreign key (team_id, source_member_id) references agents.team_members (team_id, id) on delete cascade,
  constraint team_edges_target_in_team foreign key (team_id, target_member_id) references agents.team_members (team_id, id) on delete cascade
);
create index team_edges_source_idx on agents.team_edges (source_member_id);
create index team_edges_target_idx on agents.team_edges (target_member_id);
comment on table agents.team_edges is 'How two members of a team work together; a blocking edge makes the source wait for the target.';

create table agents.workflow_assignments (
  id uuid primary key default uuidv7(),
  ai_lenser_id uuid not null references agents.ai_lensers on delete cascade,
  workflow_id uuid not null references lenses.workflows on delete cascade,
  assignee_kind text not null check (assignee_kind in ('agent', 'team')),
  assignee_ai_lenser_id uuid references agents.ai_lensers on delete cascade,
  assignee_team_id uuid references agents.teams on delete cascade,
  approval_policy jsonb not null default '{"requiresApproval": true}',
  retry_policy jsonb not null default '{"maxRetries": 1}',
  failure_policy jsonb not null default '{"mode": "isolate"}',
  queue_policy jsonb not null default '{"mode": "parallel"}',
  output_destination jsonb not null default '{}' check (jsonb_typeof(output_destination) = 'object'),
  is_active boolean not null default true,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint assignment_names_one_assignee check (
    (assignee_kind = 'agent') = (assignee_ai_lenser_id is not null) and (assignee_kind = 'team') = (assignee_team_id is not null))
);
create index workflow_assignments_ai_lenser_id_idx on agents.workflow_assignments (ai_lenser_id, created_at desc, id desc);
create index workflow_assignments_workflow_id_idx on agents.workflow_assignments (workflow_id);
create index workflow_assignments_agent_idx on agents.workflow_assignments (assignee_ai_lenser_id) where assignee_ai_lenser_id is not null;
create index workflow_assignments_team_idx on agents.workflow_assignments (assignee_team_id) where assignee_team_id is not null;
comment on table agents.workflow_assignments is 'Which agent or team carries out a workflow, and under which policies.';

create table agents.team_runs (
  id uuid primary key default uuidv7(),
  ai_lenser_id uuid not null references agents.ai_lensers on delete cascade,
  team_id uuid references agents.teams on delete set null,
  workflow_id uuid references lenses.workflows on delete set null,
  workflow_run_id uuid references lenses.workflow_runs on delete set null,
  workflow_assignment_id uuid references agents.workflow_assignments on delete set null,
  status text not null default 'queued' check (status in ('queued', 'running', 'completed', 'failed', 'cancelled', 'blocked')),
  approval_status text not null default 'not_required' check (approval_status in ('pending', 'approved', 'rejected', 'not_required')),
  approval_expires_at timestamptz,
  scratchpad jsonb not null default '{}' check (jsonb_typeof(scratchpad) = 'object' and pg_column_size(scratchpad) <= 262144),
  scratchpad_version int not null default 0 check (scratchpad_version >= 0),
  metadata jsonb not null default '{}' check (jsonb_typeof(metadata) = 'object'),
  -- the one allocator of event ids, as on workflow_runs
  last_event_id bigint not null default 0 check (last_event_id >= 0),
  started_at timestamptz,
  completed_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint pending_expires check (approval_status <> 'pending' or approval_expires_at is not null),
  constraint ended_has_time check ((status in ('completed', 'failed', 'cancelled')) = (completed_at is not null))
);
create index team_runs_ai_lenser_id_idx on agents.team_runs (ai_lenser_id, created_at desc, id desc);
create index team_runs_pending_idx on agents.team_runs (approval_expires_at) where approval_status = 'pending';
create index team_runs_active_idx on agents.team_runs (ai_lenser_id) where status in ('queued', 'running', 'blocked');
create unique index team_runs_workflow_run_id_key on agents.team_runs (workflow_run_id) where workflow_run_id is not null;
create index team_runs_team_id_idx on agents.team_runs (team_id) where team_id is not null;
create index team_runs_workflow_id_idx on agents.team_runs (workflow_id) where workflow_id is not null;
create index team_runs_assignment_idx on agents.team_runs (workflow_assignment_id) where workflow_assignment_id is not null;
comment on table agents.team_runs is 'A team''s, or an agent''s, execution of a workflow, and the approval that it waits for.';

create table agents.agent_run_steps (
  id uuid primary key default uuidv7(),
  team_run_id uuid not null references agents.team_runs on delete cascade,
  team_member_id uuid references agents.team_members on delete set null,
  workflow_node_id uuid,
  lane int not null default 0 check (lane >= 0),
  title text not null check (char_length(btrim(title)) between 1 and 200),
  current_task text check (char_length(current_task) <= 2000),
  recent_output_summary text check (char_length(recent_output_summary) <= 4000),
  blocker_summary text check (char_length(blocker_summary) <= 2000),
  status text not null default 'queued' check (status in ('queued', 'running', 'completed', 'failed', 'blocked', 'skipped')),
  payload jsonb not null default '{}' check (jsonb_typeof(payload) = 'object'),
  started_at timestamptz,
  completed_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index agent_run_steps_team_run_id_idx on agents.agent_run_steps (team_run_id, lane, id);
create index agent_run_steps_member_idx on agents.agent_run_steps (team_member_id) where team_member_id is not null;
comment on table agents.agent_run_steps is 'One task of one member inside a team run.';

-- the taxonomy of workflow events, and what only teams do
create domain agents.run_event_type as text constraint agent_run_event_type_known check (value in ('run.started', 'run.status.changed',
  'run.completed', 'run.failed', 'run.cancelled', 'run.timed_out', 'run.recovered', 'node.queued', 'node.waiting', 'node.started',
  'node.stream.delta', 'node.log', 'node.retried', 'node.completed', 'node.failed', 'node.cancelled', 'node.skipped',
  'node.timed_out', 'node.blocked', 'node.invalidated', 'node.provenance', 'moderation.flagged', 'contract.violated',
  'tool.started', 'tool.completed', 'tool.failed', 'tool.approval_required', 'tool.approval_response', 'approval.requested',
  'approval.decided', 'approval.timed_out', 'memory.injected', 'memory.committed', 'cost.recorded',
  'dispatch.queued', 'step.assigned', 'step.blocked', 'step.handoff', 'step.review.requested', 'step.review.decided'));

-- append-only tables refer to nothing: what they tell outlives it
create table agents.agent_run_events (
  id uuid primary key default uuidv7(),
  team_run_id uuid not null,
  agent_run_step_id uuid,
  event_id bigint not null check (event_id > 0),
  event_type agents.run_event_type not null,
  payload jsonb not null default '{}' check (jsonb_typeof(payload) = 'object'),
  occurred_at timestamptz not null default now(),
  created_at timestamptz not null default now(),
  constraint agent_run_events_dense unique (team_run_id, event_id)
);
comment on table agents.agent_run_events is 'What happened in a team run, numbered 1..n without a hole.';

create table agents.standing_approvals (
  id uuid primary key default uuidv7(),
  ai_lenser_id uuid not null references agents.ai_lensers on delete cascade,
  workflow_id uuid references lenses.workflows on delete cascade,
  gate_kind text check (char_length(gate_kind) <= 60),
  tool_id uuid,
  argument_match jsonb check (jsonb_typeof(argument_match) = 'object'),
  expires_at timestamptz not null,
  created_by uuid references lensers.profiles on delete set null,
  revoked_at timestamptz,
  created_at timestamptz not null default now()
);
create index standing_approvals_ai_lenser_id_idx on agents.standing_approvals (ai_lenser_id, expires_at) where revoked_at is null;
create index standing_approvals_workflow_id_idx on agents.standing_approvals (workflow_id) where workflow_id is not null;
comment on table agents.standing_approvals is 'Approvals given in advance, for a time.';

create table agents.action_logs (
  id uuid primary key default uuidv7(),
  ai_lenser_id uuid not null,
  actor_lenser_id uuid,
  action_type text not null check (action_type in ('agent.created', 'agent.updated', 'agent.paused', 'agent.resumed', 'agent.kill_switch',
    'ownership.granted', 'ownership.revoked', 'policy.updated', 'settings.updated', 'lens.bound', 'team.created', 'team.member_added',
    'team.member_removed', 'team.edge_added', 'workflow.assigned', 'run.started', 'run.finished', 'run.cancelled', 'run.retried',
    'approval.requested', 'approval.decided', 'approval.expired', 'standing_approval.granted', 'standing_approval.revoked',
    'memory.written', 'memory.redacted', 'tool.assigned', 'tool.revoked', 'tool.invoked', 'tool.decided',
    'schedule.saved', 'schedule.dispatched', 'schedule.deleted')),
  context_ref_type text check (char_length(context_ref_type) <= 60),
  context_ref_id uuid,
  result text not null default 'success' check (result in ('success', 'blocked_by_policy', 'failed', 'throttled', 'skipped')),
  metadata jsonb not null default '{}' check (jsonb_typeof(metadata) = 'object'),
  occurred_at timestamptz not null default now()
);
create index action_logs_ai_lenser_id_idx on agents.action_logs (ai_lenser_id, occurred_at desc, id desc);
comment on table agents.action_logs is 'What was done with or by an agent, append-only.';

alter table agents.personality_profiles enable row level security;
alter table agents.memory_profiles enable row level security;
alter table agents.tool_profiles enable row level security;
alter table agents.model_profiles enable row level security;
alter table agents.teams enable row level security;
alter table agents.team_members enable row level security;
alter table agents.team_edges enable row level security;
alter table agents.workflow_assignments enable row level security;
alter table agents.team_runs enable row level security;
alter table agents.agent_run_steps enable row level security;
alter table agents.agent_run_events enable row level security;
alter table agents.standing_approvals enable row level security;
alter table agents.action_logs enable row level security;

insert into engine.transitions (machine, source, target) values
  ('team', 'active', 'paused'), ('team', 'paused', 'active'), ('team', 'active', 'archived'), ('team', 'paused', 'archived'),
  ('team', 'archived', 'active'),
  ('team_run', 'queued', 'running'), ('team_run', 'queued', 'completed'), ('team_run', 'queued', 'failed'), ('team_run', 'queued', 'cancelled'),
  ('team_run', 'queued', 'blocked'), ('team_run', 'running', 'completed'), ('team_run', 'running', 'failed'),
  ('team_run', 'running', 'cancelled'), ('team_run', 'running', 'blocked'), ('team_run', 'blocked', 'running'),
  ('team_run', 'blocked', 'completed'), ('team_run', 'blocked', 'failed'), ('team_run', 'blocked', 'cancelled'),
  ('team_run_approval', 'pending', 'approved'), ('team_run_approval', 'pending', 'rejected'),
  ('agent_run_step', 'queued', 'running'), ('agent_run_step', 'queued', 'skipped'), ('agent_run_step', 'queued', 'blocked'),
  ('agent_run_step', 'queued', 'failed'), ('agent_run_step', 'queued', 'completed'), ('agent_run_step', 'running', 'completed'),
  ('agent_run_step', 'running', 'failed'), ('agent_run_step', 'running', 'blocked'), ('agent_run_step', 'running', 'skipped'),
  ('agent_run_step', 'blocked', 'running'), ('agent_run_step', 'blocked', 'completed'), ('agent_run_step', 'blocked', 'failed'),
  ('agent_run_step', 'blocked', 'skipped');
