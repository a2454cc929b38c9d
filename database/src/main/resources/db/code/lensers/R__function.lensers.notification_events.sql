-- What a target can be told of.
create or replace function lensers.notification_events() returns text[]
language sql immutable parallel safe
return array['approval.requested', 'approval.decided', 'approval.expired', 'run.completed', 'run.failed', 'run.cancelled', 'run.timed_out',
  'team_run.completed', 'team_run.failed', 'team_run.cancelled', 'team_run.timed_out'];
