-- Pauses a schedule that no calendar can read, such as one whose time zone is gone, and says why.
create or replace function lenses.refuse_schedule(p_schedule_id uuid, p_why text) returns void
language sql volatile security definer set search_path = '' as $$
  update lenses.workflow_schedules s
  set is_active = false, next_run_at = null, upcoming = '{}', paused_reason = left(p_why, 200), last_dispatch_status = 'validation_failed',
    last_error_at = now(), last_error_message = left(p_why, 4000)
  where s.id = p_schedule_id
$$;

grant execute on function lenses.refuse_schedule to engine_worker;
