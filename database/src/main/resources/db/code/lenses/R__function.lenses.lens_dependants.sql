-- How many things use a lens, by kind; counts only. Workflows that were made for trying it count as none. Callers show it to the author alone.
create or replace function lenses.lens_dependants(p_lens_id uuid) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object(
    'workflows', (select count(distinct n.workflow_id) from lenses.workflow_nodes n join lenses.workflows w on w.id = n.workflow_id
      where n.lens_id = p_lens_id and not w.metadata ? 'lens_try'),
    'bindings', (select count(*) from agents.lens_bindings b where b.lens_id = p_lens_id))
$$;
