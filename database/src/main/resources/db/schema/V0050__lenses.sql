create table lenses.tags (
  id uuid primary key default uuidv7(),
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and char_length(slug) <= 40),
  name text not null check (char_length(name) between 1 and 60),
  created_at timestamptz not null default now()
);
alter table lenses.tags enable row level security;
comment on table lenses.tags is 'Known tags; lenses.lenses.tags holds their slugs.';

create table lenses.lenses (
  id uuid primary key default uuidv7(),
  lenser_id uuid not null references lensers.profiles on delete cascade,
  slug text not null check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and char_length(slug) <= 80),
  title text not null check (char_length(title) between 1 and 200 and title = btrim(title)),
  description text check (char_length(description) <= 4000),
  content text check (octet_length(content) <= 262144),
  language_code text not null default 'en' check (language_code ~ '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$'),
  visibility text not null default 'private' check (visibility in ('public', 'private', 'unlisted')),
  status text not null default 'draft' check (status in ('draft', 'published', 'archived')),
  tags text[] not null default '{}' check (cardinality(tags) <= 20),
  params jsonb not null default '{}' check (jsonb_typeof(params) in ('object', 'array')),
  head_version_id uuid,
  parent_lens_id uuid references lenses.lenses on delete set null,
  forked_from_version_id uuid,
  revision int not null default 1,
  archived_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint archived_has_time check ((status = 'archived') = (archived_at is not null)),
  unique (lenser_id, slug)
);
create index lenses_public_idx on lenses.lenses (created_at desc, id desc) where visibility = 'public' and status = 'published';
create index lenses_mine_idx on lenses.lenses (lenser_id, created_at desc, id desc);
create index lenses_parent_lens_id_idx on lenses.lenses (parent_lens_id) where parent_lens_id is not null;
create index lenses_tags_idx on lenses.lenses using gin (tags);
create index lenses_search_idx on lenses.lenses using gin (to_tsvector('simple', title || ' ' || coalesce(description, '')));
alter table lenses.lenses enable row level security;
comment on table lenses.lenses is 'An AI instruction as an owned, versioned asset.';

create table lenses.versions (
  id uuid primary key default uuidv7(),
  lens_id uuid not null references lenses.lenses on delete cascade,
  version_number int not null check (version_number >= 1),
  template_body text not null check (octet_length(template_body) between 1 and 262144),
  status text not null default 'draft' check (status in ('draft', 'published', 'archived')),
  input_contract jsonb check (jsonb_typeof(input_contract) = 'object'),
  output_contract jsonb check (jsonb_typeof(output_contract) = 'object'),
  instruction_category text check (instruction_category in
    ('instruction', 'research', 'planning', 'generation', 'validation', 'routing', 'memory', 'export')),
  changelog text check (char_length(changelog) <= 4000),
  parent_version_id uuid references lenses.versions on delete set null,
  content_hash bytea check (octet_length(content_hash) = 32),
  published_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint published_has_time check (status <> 'published' or published_at is not null),
  constraint draft_was_never_published check (status <> 'draft' or published_at is null),
  unique (lens_id, version_number),
  unique (lens_id, id)
);
create unique index versions_one_draft on lenses.versions (lens_id) where status = 'draft';
create index versions_parent_version_id_idx on lenses.versions (parent_version_id) where parent_version_id is not null;
alter table lenses.versions enable row level security;
comment on table lenses.versions is 'A body with its parameters and contracts; immutable once published.';

alter table lenses.lenses
  add constraint lenses_head_version_id_fkey foreign key (head_version_id) references lenses.versions on delete set null,
  add constraint lenses_forked_from_version_id_fkey foreign key (forked_from_version_id) references lenses.versions on delete set null;
create index lenses_head_version_id_idx on lenses.lenses (head_version_id) where head_version_id is not null;
create index lenses_forked_from_version_id_idx on lenses.lenses (forked_from_version_id) where forked_from_version_id is not null;

create table lenses.tools (
  id uuid primary key default uuidv7(),
  key text not null unique check (key ~ '^[a-z][a-z0-9_]*$'),
  label text not null,
  description text,
  category text not null check (category in ('input', 'media', 'execution', 'battle', 'system')),
  type text not null check (type in ('text', 'textarea', 'json', 'number', 'integer', 'float', 'decimal', 'boolean',
    'select', 'url', 'date', 'datetime', 'file')),
  required boolean not null default true,
  min_length int check (min_length >= 0),
  max_length int check (max_length >= min_length),
  validation_schema jsonb check (jsonb_typeof(validation_schema) = 'object'),
  options jsonb check (jsonb_typeof(options) = 'array'),
  placeholder text,
  help_text text,
  sort_order int not null default 0,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
alter table lenses.tools enable row level security;
comment on table lenses.tools is 'Types that a parameter can have.';

create table lenses.version_parameters (
  id uuid primary key default uuidv7(),
  version_id uuid not null references lenses.versions on delete cascade,
  label text not null,
  tool_id uuid not null references lenses.tools on delete restrict,
  optional boolean not null default false,
  options jsonb check (jsonb_typeof(options) = 'array'),
  default_value jsonb,
  help_text text check (char_length(help_text) <= 1000),
  ordinal int not null default 0,
  -- made from the body and untouched since: goes when the body no longer names it
  from_body boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  -- the grammar of docs/reference/templates.md: every character from U+0080 on counts as a letter
  constraint label_is_well_formed check (char_length(label) <= 64 and
    label ~ '^[0-9A-Za-z_\u0080-\U0010FFFF-]([0-9A-Za-z_\u0080-\U0010FFFF -]*[0-9A-Za-z_\u0080-\U0010FFFF-])?$')
);
create unique index version_parameters_label_key on lenses.version_parameters (version_id, lower(label collate "C"));
create index version_parameters_tool_id_idx on lenses.version_parameters (tool_id);
alter table lenses.version_parameters enable row level security;
comment on table lenses.version_parameters is 'Binds a [[label]] of a version to a type.';

create table lenses.saved_presets (
  id uuid primary key default uuidv7(),
  lenser_id uuid not null references lensers.profiles on delete cascade,
  lens_id uuid not null references lenses.lenses on delete cascade,
  lens_version_id uuid not null,
  name text not null check (char_length(name) between 1 and 120),
  note text check (char_length(note) <= 2000),
  "values" jsonb not null default '{}' check (jsonb_typeof("values") = 'object' and pg_column_size("values") <= 524288),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  foreign key (lens_id, lens_version_id) references lenses.versions (lens_id, id) on delete cascade,
  unique (lenser_id, lens_version_id, name)
);
create index saved_presets_lens_idx on lenses.saved_presets (lens_id, lens_version_id);
alter table lenses.saved_presets enable row level security;
comment on table lenses.saved_presets is 'Named inputs that a person keeps for a lens version.';

create table agents.lens_bindings (
  id uuid primary key default uuidv7(),
  ai_lenser_id uuid not null references agents.ai_lensers on delete cascade,
  lens_id uuid not null references lenses.lenses on delete cascade,
  version_id uuid,
  is_default boolean not null default false,
  category_tags text[] not null default '{}' check (cardinality(category_tags) <= 20),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  foreign key (lens_id, version_id) references lenses.versions (lens_id, id) on delete set null (version_id),
  unique (ai_lenser_id, lens_id)
);
create index lens_bindings_lens_idx on agents.lens_bindings (lens_id, version_id);
alter table agents.lens_bindings enable row level security;
comment on table agents.lens_bindings is 'Lenses that an agent works with, pinned to a version or not.';

insert into engine.transitions (machine, source, target) values
  ('lens', 'draft', 'published'), ('lens', 'draft', 'archived'), ('lens', 'published', 'archived'),
  ('lens', 'archived', 'draft'), ('lens', 'archived', 'published'),
  ('lens_version', 'draft', 'published'), ('lens_version', 'draft', 'archived'), ('lens_version', 'published', 'archived');
