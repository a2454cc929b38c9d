-- Records that a value in one run came from a value in the same or another run. Recording it twice gives the same id.
create or replace function public.fn_record_run_provenance(p_source_run_id uuid, p_source_node_id uuid, p_source_output_path text,
  p_target_run_id uuid, p_target_node_id uuid, p_target_input_path text, p_transform jsonb default null) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  v_id uuid;
begin
  perform lensers.require_lenser();
  perform lenses.require_run(p_source_run_id);
  perform lenses.require_run(p_target_run_id, p_act => true);
  if coalesce(octet_length(btrim(p_source_output_path)), 0) not between 1 and 1000
    or coalesce(octet_length(btrim(p_target_input_path)), 0) not between 1 and 1000 or pg_column_size(p_transform) > 65536
  then
    raise exception 'paths have 1 to 1000 bytes, a transform at most 64 KiB' using
      errcode = '22023', hint = 'bad_path: name the output and the input, e.g. output and text';
  end if;
  if p_source_node_id is not null and not lenses.run_has_node(p_source_run_id, p_source_node_id)
    or not coalesce(lenses.run_has_node(p_target_run_id, p_target_node_id), false)
  then
    raise exception 'one of the nodes is no node of its run' using
      errcode = '22023', hint = 'unknown_node: take node ids from fn_get_workflow_node_results';
  end if;
  -- one at a time for each run, so that the same link is not written twice
  perform pg_advisory_xact_lock(hashtextextended('run provenance ' || p_target_run_id, 0));
  select p.id into v_id
  from lenses.workflow_run_provenance p
  where p.target_run_id = p_target_run_id and p.target_node_id = p_target_node_id and p.target_input_path = p_target_input_path
    and p.source_run_id = p_source_run_id and p.source_node_id is not distinct from p_source_node_id
    and p.source_output_path = p_source_output_path
  limit 1;
  if v_id is null then
    insert into lenses.workflow_run_provenance (source_run_id, source_node_id, source_output_path, target_run_id, target_node_id,
      target_input_path, transform)
    values (p_source_run_id, p_source_node_id, p_source_output_path, p_target_run_id, p_target_node_id, p_target_input_path, p_transform)
    returning id into v_id;
  end if;
  return v_id;
end $$;

grant execute on function public.fn_record_run_provenance(uuid, uuid, text, uuid, uuid, text, jsonb) to authenticated;
