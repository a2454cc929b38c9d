-- What would lose its footing if a workflow were deleted, counted by kind: {total, by_kind}.
create or replace function lenses.workflow_dependants(p_workflow_id uuid) returns jsonb
language sql stable set search_path = '' as $$
  with dependant (kind, amount) as (
    select 'runs', (select count(*) from (select from lenses.workflow_runs r where r.workflow_id = p_workflow_id limit 1000) r)
  )
  select jsonb_build_object('total', coalesce(sum(d.amount), 0),
    'by_kind', coalesce(jsonb_object_agg(d.kind, d.amount) filter (where d.amount > 0), '{}'))
  from dependant d
$$;
