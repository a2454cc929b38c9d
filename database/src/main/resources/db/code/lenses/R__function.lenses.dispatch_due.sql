-- Fires what is due, each schedule once; how many instants that were. Any number of processes may call it at the same moment: each passes
-- over schedules that another has in hand. Instants that were missed wait until a server has decided about them. Schedules that ask nobody
-- and wait for none fire together; those that failed the last time stay out of it, so that they hold nobody up. Pauses that are over end first.
create or replace function lenses.dispatch_due(p_limit int default 200, p_now timestamptz default clock_timestamp()) returns int
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_due record;
  v_together uuid[] := '{}';
  v_count int := 0;
begin
  perform lenses.end_pauses(p_now);
  for v_due in
    with due as materialized (
      select s.id, s.next_run_at, s.consecutive_failures, s.approval_policy, s.queue_policy, lenses.schedule_agent(s) as agent
      from lenses.workflow_schedules s
      where s.is_active and s.next_run_at <= p_now and (s.retry_at is null or s.retry_at <= p_now)
        and (s.next_run_at > p_now - lenses.late_after() or s.next_run_at <= s.decided_until)
      order by coalesce((s.queue_policy ->> 'priority')::int, 0) desc, s.next_run_at, s.id
      limit p_limit
      for no key update of s skip locked
    )
    -- starts of one agent wait for each other: in one order everywhere, so that no two processes wait in a circle
    select d.id, d.next_run_at, d.agent is null and d.consecutive_failures = 0 and not lenses.asks_first(d.approval_policy)
      and coalesce(d.queue_policy ->> 'mode', '') <> 'serial' and not d.queue_policy ? 'maxConcurrency' as together
    from due d order by d.agent nulls first, d.next_run_at, d.id
  loop
    v_count := v_count + 1;
    if v_due.together then
      v_together := v_together || v_due.id;
    else
      perform lenses.dispatch_schedule(v_due.id, v_due.next_run_at, 'calendar', p_now);
    end if;
  end loop;
  if v_together <> '{}' then
    perform lenses.dispatch_many(v_together, p_now);
  end if;
  return v_count;
end $$;

grant execute on function lenses.dispatch_due to engine_worker, engine_scheduler;
