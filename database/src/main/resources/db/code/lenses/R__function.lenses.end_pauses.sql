-- Switches on what was paused until now; a server computes the instants. What lies in the pause is not caught up. How many that were.
create or replace function lenses.end_pauses(p_now timestamptz) returns int
language plpgsql volatile set search_path = '' as $$
declare
  v_count int;
begin
  with over as materialized (
    select s.id from lenses.workflow_schedules s
    where s.resume_at <= p_now and not s.is_active
    for no key update of s skip locked
  )
  update lenses.workflow_schedules s
  set is_active = true, paused_reason = null, consecutive_failures = 0, next_run_at = null, upcoming = '{}', decided_until = s.resume_at,
    retry_at = null
  from over where over.id = s.id;
  get diagnostics v_count = row_count;
  return v_count;
end $$;
