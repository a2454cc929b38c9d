-- The nodes of a workflow: for the author as they are being edited, for others as published. Lenses that the caller may not read
-- are named by id only.
create or replace function public.fn_get_workflow_nodes(p_workflow_id uuid)
returns table (id uuid, workflow_id uuid, lens_id uuid, version_id uuid, position_x float8, position_y float8, label text, ordinal int,
  created_at timestamptz, config jsonb, lens_visibility text, lens_lenser_id uuid, kind text)
language sql stable security definer set search_path = '' as $$
  select n.id, n.workflow_id, n.lens_id, n.version_id, n.position_x, n.position_y, n.label, n.ordinal, n.created_at, n.config,
    l.visibility, l.lenser_id, n.kind
  from lenses.readable_nodes(p_workflow_id) n
  left join lenses.lenses l on l.id = n.lens_id and lenses.can_read_lens(l.id)
  order by n.ordinal, n.id
$$;

grant execute on function public.fn_get_workflow_nodes(uuid) to anon, authenticated;
