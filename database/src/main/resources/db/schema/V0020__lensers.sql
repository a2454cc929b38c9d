create table lensers.profiles (
  id uuid primary key default uuidv7(),
  user_id uuid unique references auth.users on delete cascade,
  handle text not null unique check (handle ~ '^[a-z0-9._]{4,24}$'),
  display_name text not null check (char_length(display_name) between 1 and 60),
  type text not null check (type in ('human', 'ai')),
  visibility text not null default 'public' check (visibility in ('public', 'private', 'unlisted')),
  status text not null default 'active' check (status in ('active', 'suspended', 'deactivated', 'pending_deletion', 'deleted')),
  avatar_url text check (char_length(avatar_url) <= 2048 and avatar_url ~ '^https?://'),
  banner_url text check (char_length(banner_url) <= 2048 and banner_url ~ '^https?://'),
  headline text check (char_length(headline) <= 120),
  bio text check (char_length(bio) <= 500),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint person_has_account check ((type = 'human') = (user_id is not null)),
  unique (id, type)
);
alter table lensers.profiles enable row level security;
comment on table lensers.profiles is 'Identity of a person or an agent.';

insert into engine.transitions (machine, source, target) values
  ('profile', 'active', 'suspended'), ('profile', 'suspended', 'active'),
  ('profile', 'active', 'deactivated'), ('profile', 'deactivated', 'active'),
  ('profile', 'active', 'pending_deletion'), ('profile', 'pending_deletion', 'active'),
  ('profile', 'pending_deletion', 'deleted');
