-- Calls that a person asks for: a server, or a program of one's own, carries them out until an instant, and not twice.

alter table agents.tool_invocations
  -- who carries the call out has answered by then, or was lost; null for calls that a run makes
  add column run_until timestamptz;
create index tool_invocations_run_until_idx on agents.tool_invocations (run_until) where status = 'running' and run_until is not null;
