-- Makes up for instants since then that made no run, oldest first and at most maxBackfill of them (100 where the policy names no number), the
-- newest that is. With p_dry_run it only lists them. The server computes p_computed, whoever sends one.
create or replace function public.fn_backfill_schedule(p_schedule_id uuid, p_since timestamptz, p_dry_run boolean default false, p_computed jsonb default null)
returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_schedule lenses.workflow_schedules := lenses.require_schedule(p_schedule_id);
  v_most int := coalesce((v_schedule.queue_policy ->> 'maxBackfill')::int, 100);
  v_open timestamptz[];
  v_instant timestamptz;
  v_run uuid;
  v_status text;
  v_started int := 0;
  v_instants jsonb := '[]';
begin
  if p_computed is null then
    raise exception 'schedules are computed by the server, not by the database' using
      errcode = '0A000', hint = 'answered_by_server: call it through the data API of the server';
  elsif p_computed ->> 'cron_expr' is distinct from v_schedule.cron_expr or p_computed ->> 'timezone' is distinct from v_schedule.timezone then
    raise exception 'the schedule was changed meanwhile' using errcode = '40001', hint = 'stale_schedule: try again';
  end if;
  v_open := array(select f.at::timestamptz from jsonb_array_elements_text(p_computed -> 'fires') f (at)
    where f.at::timestamptz between p_since and now() and f.at::timestamptz is distinct from v_schedule.next_run_at
      and not exists (select from lenses.schedule_firings x where x.schedule_id = p_schedule_id and x.instant = f.at::timestamptz and x.run_id is not null)
    order by 1);
  foreach v_instant in array v_open[greatest(1, cardinality(v_open) - v_most + 1):] loop
    v_run := null;
    v_status := 'open';
    if not coalesce(p_dry_run, false) then
      select d.run_id, d.status into v_run, v_status from lenses.dispatch_schedule(p_schedule_id, v_instant, 'backfill') d;
      v_started := v_started + (v_run is not null)::int;
    end if;
    v_instants := v_instants || jsonb_build_object('instant', v_instant, 'outcome', v_status, 'run_id', v_run);
  end loop;
  return jsonb_build_object('dry_run', coalesce(p_dry_run, false), 'count', jsonb_array_length(v_instants), 'dispatched', v_started,
    'left_out', greatest(0, cardinality(v_open) - v_most), 'instants', v_instants);
end $$;

grant execute on function public.fn_backfill_schedule to authenticated;
