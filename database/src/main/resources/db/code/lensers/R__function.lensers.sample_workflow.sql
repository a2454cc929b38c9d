-- Makes and publishes one workflow. Nodes are [{key, label, lens?, kind?, config?, x?, y?}], side by side unless they say where they stand;
-- edges [{from, to, label, path?, strategy?, condition?}].
create or replace function lensers.sample_workflow(p_me uuid, p_title text, p_lenses jsonb, p_nodes jsonb, p_edges jsonb) returns uuid
language plpgsql volatile set search_path = '' as $$
declare
  v_id uuid := (select w.id from public.fn_create_workflow('Sample: ' || p_title, 'Belongs to the sample space.') w);
  v_ids jsonb;
begin
  insert into lensers.samples (lenser_id, kind, object_id) values (p_me, 'workflow', v_id);
  select jsonb_object_agg(n ->> 'key', gen_random_uuid()) into v_ids from jsonb_array_elements(p_nodes) n;
  perform count(*) from public.fn_upsert_workflow_nodes(v_id, (
    select jsonb_agg(jsonb_strip_nulls(jsonb_build_object('id', v_ids -> (n ->> 'key'), 'label', n ->> 'key', 'kind', coalesce(n ->> 'kind', 'lens'),
      'lens_id', p_lenses -> (n ->> 'lens'), 'config', n -> 'config', 'ordinal', at, 'position_x', coalesce((n ->> 'x')::int, at * 340),
      'position_y', coalesce((n ->> 'y')::int, 0))))
    from jsonb_array_elements(p_nodes) with ordinality x (n, at)));
  perform count(*) from public.fn_upsert_workflow_edges(v_id, (
    select coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object('source_node_id', v_ids -> (e ->> 'from'), 'target_node_id', v_ids -> (e ->> 'to'),
      'source_output_key', e ->> 'path',
      'target_param_label', e ->> 'label', 'merge_strategy', e ->> 'strategy', 'condition', e -> 'condition', 'ordinal', at))), '[]')
    from jsonb_array_elements(p_edges) with ordinality x (e, at)));
  perform public.fn_publish_workflow_version(public.fn_create_workflow_version(v_id, 'first'));
  return v_id;
end $$;

grant execute on function lensers.sample_workflow to authenticated;
