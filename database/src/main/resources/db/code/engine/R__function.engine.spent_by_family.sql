-- What a run and the runs inside of it have spent, each as its row or its worker says, whichever is more.
create or replace function engine.spent_by_family(p_root_id uuid) returns numeric
language sql stable set search_path = '' as $$
  with recursive family as (
    select r.id, r.spent_credits from lenses.workflow_runs r where r.id = p_root_id
    union all
    select r.id, r.spent_credits from family f join lenses.workflow_runs r on r.parent_run_id = f.id
  )
  select coalesce(sum(greatest(f.spent_credits, m.spent)), 0) from family f left join engine.run_meters m on m.run_id = f.id
$$;

grant execute on function engine.spent_by_family to engine_worker;
