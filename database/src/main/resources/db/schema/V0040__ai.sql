create table ai.providers (
  id uuid primary key default uuidv7(),
  key text not null unique check (key ~ '^[a-z][a-z0-9_]{0,39}$'),
  display_name text not null check (char_length(display_name) between 1 and 80),
  dialect text not null check (dialect in ('openai', 'anthropic', 'gemini', 'ollama', 'demo')),
  base_url text,
  docs_url text,
  support_level text not null check (support_level in ('runnable', 'byok_only', 'catalog_only', 'deprecated')),
  is_active boolean not null default true,
  metadata jsonb not null default '{}' check (jsonb_typeof(metadata) = 'object'),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
alter table ai.providers enable row level security;
comment on table ai.providers is 'Who serves models, and over which dialect.';

create table ai.models (
  id uuid primary key default uuidv7(),
  provider_id uuid not null references ai.providers on delete cascade,
  key text not null check (key ~ '^[A-Za-z0-9][A-Za-z0-9._:/@-]{0,119}$'),
  name text not null check (char_length(name) between 1 and 120),
  capabilities text[] not null default '{}',
  input_modalities text[] not null default '{text}',
  output_modalities text[] not null default '{text}',
  context_window_tokens int check (context_window_tokens > 0),
  max_output_tokens int check (max_output_tokens > 0),
  supports_tools boolean not null default false,
  supports_json_schema boolean not null default false,
  supports_vision boolean not null default false,
  supports_streaming boolean not null default false,
  support_level text not null check (support_level in ('runnable', 'byok_only', 'catalog_only', 'deprecated')),
  status text not null default 'active' check (status in ('active', 'preview', 'deprecated', 'legacy')),
  use_cases text[] not null default '{}',
  user_summary text,
  developer_summary text,
  metadata jsonb not null default '{}' check (jsonb_typeof(metadata) = 'object'),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (provider_id, key)
);
alter table ai.models enable row level security;
comment on table ai.models is 'A model and what it can do.';

create table ai.model_pricing (
  id uuid primary key default uuidv7(),
  model_id uuid not null references ai.models on delete cascade,
  input_per_mtok numeric not null check (input_per_mtok >= 0),
  output_per_mtok numeric not null check (output_per_mtok >= 0),
  cached_input_per_mtok numeric check (cached_input_per_mtok >= 0),
  effective_from timestamptz not null,
  effective_to timestamptz,
  created_at timestamptz not null default now(),
  constraint period_is_forward check (effective_to > effective_from),
  unique (model_id, effective_from)
);
alter table ai.model_pricing enable row level security;
comment on table ai.model_pricing is 'USD per million tokens, by period without overlap (trigger).';

alter table agents.workspace_settings
  add foreign key (default_model_id) references ai.models on delete set null;
create index workspace_settings_default_model_id_idx on agents.workspace_settings (default_model_id);
