-- When a schedule would fire. The server computes p_computed, whoever sends one: calendars are not the database's.
create or replace function public.fn_preview_schedule_fires(p_cron_expr text, p_timezone text default 'UTC', p_n int default 10, p_after timestamptz default null,
  p_computed jsonb default null)
returns table (fire_at timestamptz, local_time text, note text)
language plpgsql stable rows 10 set search_path = '' as $$
begin
  if p_computed is null then
    raise exception 'schedules are computed by the server, not by the database' using
      errcode = '0A000', hint = 'answered_by_server: call it through the data API of the server';
  end if;
  return query select f.fire_at, f.local_time, f.note
  from jsonb_to_recordset(p_computed) f (fire_at timestamptz, local_time text, note text);
end $$;

grant execute on function public.fn_preview_schedule_fires to anon, authenticated;
