-- Tools of MCP servers: what the server said a tool is, pinned by hash, and what it says instead, until the owner takes or refuses that.

alter table agents.tools_registry
  add column pinned_hash bytea check (octet_length(pinned_hash) = 32),
  -- what the server offers in place of what is pinned; the tool is blocked meanwhile
  add column offered jsonb check (jsonb_typeof(offered) = 'object' and pg_column_size(offered) <= 262144),
  add column changed_at timestamptz,
  add constraint changed_shows_what check ((offered is null) = (changed_at is null));
