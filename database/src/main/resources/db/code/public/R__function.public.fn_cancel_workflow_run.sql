-- Asks a run, and the runs that it has started, to stop; the engine ends them as cancelled. Asking twice is the same as asking once.
create or replace function public.fn_cancel_workflow_run(p_run_id uuid, p_reason text default null) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_status text;
begin
  perform lensers.require_lenser();
  perform lenses.require_run(p_run_id, p_act => true);
  -- the engine ends a run by taking it off the queue; so a row found here is a run not yet over
  with recursive run (id) as (
    select p_run_id
    union all
    select c.id from run join lenses.workflow_runs c on c.parent_run_id = run.id
  )
  update engine.run_queue q
  set cancel_asked = true, cancel_reason = coalesce(q.cancel_reason, left(p_reason, 2000)), available_at = least(q.available_at, now())
  from run
  where q.run_id = run.id;
  if found then
    return;
  end if;
  select r.status into v_status from lenses.workflow_runs r where r.id = p_run_id for no key update;
  if v_status in ('completed', 'failed', 'cancelled', 'timed_out') then
    raise exception 'run % is over, it ended as %', p_run_id, v_status using
      errcode = '55000', hint = 'run_finished: there is nothing left to cancel', detail = jsonb_build_object('status', v_status)::text;
  end if;
  -- it waits for something else than the engine: the engine takes it only to end it
  insert into engine.run_queue (run_id, cancel_asked, cancel_reason)
  values (p_run_id, true, left(p_reason, 2000))
  on conflict (run_id) do update set cancel_asked = true;
end $$;

grant execute on function public.fn_cancel_workflow_run(uuid, text) to authenticated;
