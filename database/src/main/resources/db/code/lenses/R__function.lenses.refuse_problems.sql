-- Raises the errors of a graph as one: the first in words, all of them in the detail.
create or replace function lenses.refuse_problems(p_graph jsonb, p_workflow_id uuid, p_trying boolean default false) returns void
language plpgsql stable set search_path = '' as $$
declare
  v_first record;
  v_all jsonb;
  v_count int;
begin
  if jsonb_array_length(p_graph -> 'nodes') = 0 then
    raise exception 'the workflow has no nodes' using
      errcode = '23514', hint = 'empty_workflow: add a node first';
  end if;
  select jsonb_agg(to_jsonb(p)), count(*) into v_all, v_count
  from lenses.graph_problems(p_graph, p_workflow_id, p_trying) p
  where p.severity = 'error';
  if v_count > 0 then
    select * into v_first from jsonb_to_record(v_all -> 0) as x (code text, message text);
    raise exception '%', v_first.message || case when v_count > 1 then format(' (and %s more)', v_count - 1) else '' end using
      errcode = '23514',
      hint = v_first.code || ': correct the graph; fn_validate_workflow lists everything',
      detail = jsonb_build_object('problems', v_all)::text;
  end if;
end $$;
