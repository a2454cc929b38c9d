-- Fires schedules of one kind together. Where that fails, the halves are tried apart, down to the one that is to blame: it gets a firing
-- that says so, and the others fire.
create or replace function lenses.dispatch_many(p_ids uuid[], p_now timestamptz) returns void
language plpgsql volatile set search_path = '' as $$
declare
  v_half int := cardinality(p_ids) / 2;
  v_done uuid[];
begin
  begin
    v_done := lenses.dispatch_batch(p_ids);
  exception
    when others then
      if v_half > 0 then
        perform lenses.dispatch_many(p_ids[:v_half], p_now);
        perform lenses.dispatch_many(p_ids[v_half + 1:], p_now);
        return;
      end if;
      v_done := '{}';
  end;
  if cardinality(v_done) < cardinality(p_ids) then
    perform lenses.dispatch_schedule(s.id, s.next_run_at, 'calendar', p_now)
    from lenses.workflow_schedules s
    where s.id = any (p_ids) and s.id <> all (v_done);
  end if;
end $$;
