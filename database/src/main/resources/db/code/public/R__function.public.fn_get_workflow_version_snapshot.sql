-- The frozen graph of a version. Bodies and contracts of lenses that the caller may not read are left out.
create or replace function public.fn_get_workflow_version_snapshot(p_version_id uuid) returns table (nodes jsonb, edges jsonb)
language plpgsql stable security definer set search_path = '' as $$
declare
  v_version lenses.workflow_versions := lenses.require_readable_workflow_version(p_version_id);
  v_mine boolean := exists (select from lenses.workflows w where w.id = v_version.workflow_id and lensers.can_act_as(w.lenser_id));
begin
  return query
    select coalesce(jsonb_agg(case
        when v_mine or n.node #>> '{lens,lens_id}' is null or lenses.can_read_lens((n.node #>> '{lens,lens_id}')::uuid) then n.node
        else n.node || '{"lens": null}' end order by n.at), '[]'),
      v_version.graph -> 'edges'
    from jsonb_array_elements(v_version.graph -> 'nodes') with ordinality n (node, at);
end $$;

grant execute on function public.fn_get_workflow_version_snapshot(uuid) to anon, authenticated;
