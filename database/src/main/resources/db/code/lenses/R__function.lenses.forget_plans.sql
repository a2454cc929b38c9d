-- Trigger function: a lens or version that changed state may change what the workflows that use it would run as.
create or replace function lenses.forget_plans() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_lens_id uuid := case when tg_table_name = 'lenses' then to_jsonb(coalesce(new, old)) ->> 'id'
    else to_jsonb(coalesce(new, old)) ->> 'lens_id' end;
begin
  update lenses.workflows w
  set planned_revision = null
  where w.planned_revision is not null
    and w.id in (select n.workflow_id from lenses.workflow_nodes n where n.lens_id = v_lens_id);
  return coalesce(new, old);
end $$;
