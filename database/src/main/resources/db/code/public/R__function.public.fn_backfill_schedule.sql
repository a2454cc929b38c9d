-- Catches up on instants that a schedule missed. Calendars are the server's to compute: it answers this name itself, by lenses.dispatch_schedule.
create or replace function public.fn_backfill_schedule(p_schedule_id uuid, p_since timestamptz, p_dry_run boolean default false) returns jsonb
language plpgsql security definer set search_path = '' as $$
begin
  perform lenses.require_schedule(p_schedule_id);
  raise exception 'schedules are computed by the server, not by the database' using
    errcode = '0A000', hint = 'answered_by_server: call it through the data API of the server';
end $$;

grant execute on function public.fn_backfill_schedule to authenticated;
