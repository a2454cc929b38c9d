-- The usual start in one statement: the caller's own workflow, unchanged since it was planned, with inputs that fit as they are written.
-- NULL where anything else is the case; then lenses.version_to_run and lenses.refuse_inputs look closer and say what is wrong.
create or replace function lenses.start_own(p_workflow_id uuid, p_inputs jsonb) returns uuid
language plpgsql volatile set search_path = '' as $$
declare
  v_run_id uuid;
begin
  with own as (
    select v.id as version_id, w.lenser_id
    from lenses.workflows w
    join lensers.profiles p on p.id = w.lenser_id and p.user_id = auth.uid() and p.type = 'human' and p.status = 'active'
    join lenses.workflow_versions v on v.id = w.planned_version_id
    where w.id = p_workflow_id and w.planned_revision = w.revision and w.status <> 'archived' and v.typed_inputs = '{}'
      and case when jsonb_typeof(p_inputs) = 'object' and pg_column_size(p_inputs) <= 524288
        then p_inputs - v.input_names = '{}' and p_inputs ?& v.required_inputs and not p_inputs @? '$.* ? (@ == null)' end
  ), made as (
    insert into lenses.workflow_runs (workflow_id, workflow_version_id, triggered_by, trigger_mode, context_inputs)
    select p_workflow_id, o.version_id, o.lenser_id, 'manual', p_inputs from own o
    returning id
  )
  insert into engine.run_queue (run_id) select m.id from made m
  returning run_id into v_run_id;
  return v_run_id;
end $$;
