-- Where the values in a run came from (upstream) and which other runs took values from it (downstream). Root inputs have no source node.
create or replace function public.fn_get_run_provenance(p_run_id uuid)
returns table (id uuid, direction text, source_run_id uuid, source_workflow_id uuid, source_node_id uuid, source_output_path text,
  target_run_id uuid, target_workflow_id uuid, target_node_id uuid, target_input_path text, transform jsonb, created_at timestamptz)
language plpgsql stable security definer set search_path = '' as $$
begin
  perform lenses.require_run(p_run_id);
  return query
    with line as (
      select 'upstream' as direction, p.* from lenses.workflow_run_provenance p where p.target_run_id = p_run_id
      union all
      select 'downstream', p.* from lenses.workflow_run_provenance p where p.source_run_id = p_run_id and p.source_run_id <> p.target_run_id
    )
    select l.id, l.direction, l.source_run_id, s.workflow_id, l.source_node_id, l.source_output_path, l.target_run_id, t.workflow_id,
      l.target_node_id, l.target_input_path, l.transform, l.created_at
    from line l
    left join lenses.workflow_runs s on s.id = l.source_run_id
    left join lenses.workflow_runs t on t.id = l.target_run_id
    where (l.source_run_id = p_run_id or lenses.can_see_run(s)) and (l.target_run_id = p_run_id or lenses.can_see_run(t))
    order by l.direction desc, l.created_at, l.id
    limit 10000;
end $$;

grant execute on function public.fn_get_run_provenance(uuid) to authenticated;
