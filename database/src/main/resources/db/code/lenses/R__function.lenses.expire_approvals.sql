-- Rejects what nobody decided in time about runs without an agent, and ends those runs; how many.
create or replace function lenses.expire_approvals() returns int
language plpgsql volatile set search_path = '' as $$
declare
  v_approval lenses.run_approvals;
  v_count int := 0;
begin
  for v_approval in
    select a.* from lenses.run_approvals a
    where a.status = 'pending' and a.expires_at <= now()
    order by a.expires_at, a.run_id limit 500
    for no key update skip locked
  loop
    update lenses.run_approvals a set status = 'rejected', decided_at = now() where a.run_id = v_approval.run_id returning * into v_approval;
    perform agents.end_waiting_run(v_approval.run_id, 'nobody approved the run in time');
    perform lenses.note_decision(v_approval, 'timed_out');
    v_count := v_count + 1;
  end loop;
  return v_count;
end $$;
