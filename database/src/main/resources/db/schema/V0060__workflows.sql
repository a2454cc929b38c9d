-- Workflows: a graph that a person edits (workflows, nodes, edges) and the frozen copies of it that
-- run (workflow_versions). Everything is written through functions of public; API roles only read.

create table lenses.workflows (
  id uuid primary key default uuidv7(),
  lenser_id uuid not null references lensers.profiles (id) on delete cascade,
  slug text not null,
  title text not null,
  description text,
  visibility text not null default 'private',
  status text not null default 'draft',
  head_version_id uuid,
  parent_workflow_id uuid references lenses.workflows (id) on delete set null,
  revision int not null default 1,
  -- the version that the graph as it stands would run as; stale unless planned_revision = revision
  planned_version_id uuid,
  planned_revision int,
  metadata jsonb not null default '{}',
  archived_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint workflows_slug_unique_per_author unique (lenser_id, slug),
  constraint workflows_slug_form check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 80),
  constraint workflows_title_length check (length(btrim(title)) between 1 and 200),
  constraint workflows_description_length check (length(description) <= 20000),
  constraint workflows_visibility_known check (visibility in ('public', 'private', 'unlisted')),
  constraint workflows_status_known check (status in ('draft', 'published', 'archived')),
  constraint workflows_published_has_head check (status <> 'published' or head_version_id is not null),
  constraint workflows_archived_has_time check ((status = 'archived') = (archived_at is not null)),
  constraint workflows_metadata_is_object check (jsonb_typeof(metadata) = 'object'),
  constraint workflows_revision_positive check (revision > 0)
);

create index workflows_parent on lenses.workflows (parent_workflow_id) where parent_workflow_id is not null;
create index workflows_listed on lenses.workflows (updated_at desc, id)
  where visibility = 'public' and status = 'published';
create index workflows_public_slug on lenses.workflows (slug) where visibility = 'public' and status = 'published';
-- one private workflow per person and lens for trying that lens
create unique index workflows_lens_try on lenses.workflows (lenser_id, (metadata ->> 'lens_try'))
  where metadata ? 'lens_try';

create table lenses.workflow_nodes (
  id uuid primary key default uuidv7(),
  workflow_id uuid not null references lenses.workflows (id) on delete cascade,
  label text not null,
  kind text not null default 'lens',
  lens_id uuid references lenses.lenses (id) on delete set null,
  version_id uuid references lenses.versions (id) on delete set null,
  config jsonb not null default '{}',
  position_x double precision not null default 0,
  position_y double precision not null default 0,
  ordinal int not null default 0,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint workflow_nodes_id_in_workflow unique (workflow_id, id),
  -- deferrable only so that two nodes may swap labels in one statement
  constraint workflow_nodes_label_unique unique (workflow_id, label) deferrable initially immediate,
  constraint workflow_nodes_label_length check (length(btrim(label)) between 1 and 120),
  constraint workflow_nodes_kind_form check (kind ~ '^[a-z][a-z0-9_]{0,39}$'),
  constraint workflow_nodes_config_is_object check (jsonb_typeof(config) = 'object')
);

create index workflow_nodes_lens on lenses.workflow_nodes (lens_id) where lens_id is not null;
create index workflow_nodes_version on lenses.workflow_nodes (version_id) where version_id is not null;

create table lenses.workflow_edges (
  id uuid primary key default uuidv7(),
  workflow_id uuid not null references lenses.workflows (id) on delete cascade,
  source_node_id uuid not null,
  target_node_id uuid not null,
  source_output_key text not null default 'output',
  target_param_label text not null,
  merge_strategy text not null default 'last_write_wins',
  condition jsonb,
  ordinal int not null default 0,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint workflow_edges_source_in_workflow foreign key (workflow_id, source_node_id)
    references lenses.workflow_nodes (workflow_id, id) on delete cascade,
  constraint workflow_edges_target_in_workflow foreign key (workflow_id, target_node_id)
    references lenses.workflow_nodes (workflow_id, id) on delete cascade,
  constraint workflow_edges_once_per_label unique (source_node_id, target_node_id, target_param_label)
    deferrable initially immediate,
  constraint workflow_edges_no_self_loop check (source_node_id <> target_node_id),
  constraint workflow_edges_output_key_length check (length(btrim(source_output_key)) between 1 and 500),
  constraint workflow_edges_label_length check (length(btrim(target_param_label)) between 1 and 120),
  constraint workflow_edges_strategy_known
    check (merge_strategy in ('last_write_wins', 'concat', 'array', 'json_object')),
  constraint workflow_edges_condition_is_object check (jsonb_typeof(condition) = 'object')
);

create index workflow_edges_workflow on lenses.workflow_edges (workflow_id, source_node_id);
create index workflow_edges_target on lenses.workflow_edges (target_node_id);

create table lenses.workflow_versions (
  id uuid primary key default uuidv7(),
  workflow_id uuid not null references lenses.workflows (id) on delete cascade,
  version_number int not null,
  status text not null default 'draft',
  graph jsonb not null,
  snapshot_hash bytea not null,
  -- what starting and reading a run needs of the graph, so that neither has to unpack it
  node_ids uuid[] not null,
  node_labels text[] not null,
  edge_count int not null,
  lens_ids uuid[] not null,
  input_names text[] not null,
  required_inputs text[] not null,
  -- by input name, the parameters with a type or limits that a run's value has to fit
  typed_inputs jsonb not null default '{}',
  changelog text,
  created_by uuid references lensers.profiles (id) on delete set null,
  published_at timestamptz,
  created_at timestamptz not null default now(),
  constraint workflow_versions_id_in_workflow unique (workflow_id, id),
  constraint workflow_versions_number_not_negative check (version_number >= 0),
  constraint workflow_versions_status_known check (status in ('draft', 'published', 'archived', 'snapshot')),
  constraint workflow_versions_graph_is_object check (jsonb_typeof(graph) = 'object'),
  constraint workflow_versions_hash_is_sha256 check (octet_length(snapshot_hash) = 32),
  constraint workflow_versions_changelog_length check (length(changelog) <= 20000),
  constraint workflow_versions_published_has_time check (status <> 'published' or published_at is not null)
);

-- a snapshot carries the number of the version that it was edited from, a version has its own
create unique index workflow_versions_number on lenses.workflow_versions (workflow_id, version_number)
  where status <> 'snapshot';
create unique index workflow_versions_snapshot on lenses.workflow_versions (workflow_id, snapshot_hash)
  where status = 'snapshot';

alter table lenses.workflows
  add constraint workflows_head_version foreign key (head_version_id)
    references lenses.workflow_versions (id) on delete set null,
  add constraint workflows_planned_version foreign key (planned_version_id)
    references lenses.workflow_versions (id) on delete set null;

create index workflows_head on lenses.workflows (head_version_id) where head_version_id is not null;
create index workflows_planned on lenses.workflows (planned_version_id) where planned_version_id is not null;

alter table lenses.workflows enable row level security;
alter table lenses.workflow_nodes enable row level security;
alter table lenses.workflow_edges enable row level security;
alter table lenses.workflow_versions enable row level security;

comment on table lenses.workflows is 'A graph of nodes that its author edits, publishes and runs.';
comment on table lenses.workflow_nodes is 'One step of a workflow as it is being edited.';
comment on table lenses.workflow_edges is 'A value that flows from one node''s output to one parameter of another.';
comment on table lenses.workflow_versions is 'A frozen graph with its pinned lens versions: everything a run needs.';

insert into engine.transitions (machine, source, target) values
  ('workflow', 'draft', 'published'), ('workflow', 'draft', 'archived'), ('workflow', 'published', 'archived'),
  ('workflow', 'archived', 'draft'), ('workflow', 'archived', 'published'),
  ('workflow_version', 'draft', 'published'), ('workflow_version', 'draft', 'archived'),
  ('workflow_version', 'published', 'archived');

-- What a node of a graph takes by name. free: only a run's input or the default can give it; wanted: free, required and without a
-- default; spec: the parameter of the lens version, null where the node takes any value.
create type lenses.graph_parameter as (node_id uuid, label text, label_key text, free boolean, wanted boolean, spec jsonb);
