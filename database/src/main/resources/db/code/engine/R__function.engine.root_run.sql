-- The run that was started, of one inside of runs.
create or replace function engine.root_run(p_run_id uuid) returns uuid
language sql stable set search_path = '' as $$
  with recursive up as (
    select r.id, r.parent_run_id from lenses.workflow_runs r where r.id = p_run_id
    union all
    select r.id, r.parent_run_id from up join lenses.workflow_runs r on r.id = up.parent_run_id
  )
  select u.id from up u where u.parent_run_id is null
$$;

grant execute on function engine.root_run to engine_worker;
