-- Trigger function: a workflow that changed state changes what the workflows that start it would run as.
create or replace function lenses.forget_parents() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update lenses.workflows w
  set planned_revision = null
  where w.planned_revision is not null
    and w.id in (select n.workflow_id from lenses.workflow_nodes n where n.kind = 'sub_workflow' and n.config ->> 'workflow_id' = new.id::text);
  return new;
end $$;
