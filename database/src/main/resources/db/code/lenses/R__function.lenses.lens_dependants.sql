-- How many things use a lens, by kind; counts only. Callers show it to the author alone.
create or replace function lenses.lens_dependants(p_lens_id uuid) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object(
    'workflows', (select count(distinct n.workflow_id) from lenses.workflow_nodes n where n.lens_id = p_lens_id),
    'bindings', (select count(*) from agents.lens_bindings b where b.lens_id = p_lens_id))
$$;
