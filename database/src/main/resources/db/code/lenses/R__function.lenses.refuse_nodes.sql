-- Refuses what fn_upsert_workflow_nodes cannot store: malformed nodes, nodes of other workflows, lenses that the caller cannot read.
create or replace function lenses.refuse_nodes(p_workflow_id uuid, p_nodes jsonb) returns void
language plpgsql set search_path = '' as $$
declare
  v_at bigint;
  v_problem text;
begin
  if jsonb_typeof(p_nodes) is distinct from 'array' then
    raise exception 'p_nodes is a list of nodes' using errcode = '22023', hint = 'bad_nodes: pass [{id, label, lens_id, …}]';
  end if;
  select g.at, p.problem into v_at, v_problem
  from jsonb_array_elements(p_nodes) with ordinality g (node, at)
  cross join lateral (select coalesce(
    lenses.json_problem(g.node, '{"id": "uuid", "lens_id": "uuid", "version_id": "uuid", "kind": "string", "label": "string",
      "position_x": "number", "position_y": "number", "ordinal": "int", "config": "object"}'),
    case when length(btrim(g.node ->> 'label')) not between 1 and 120 then 'its label has 1 to 120 characters'
      when g.node ->> 'kind' !~ '^[a-z][a-z0-9_]{0,39}$' then 'its kind is no name'
      when octet_length((g.node -> 'config')::text) > 524288 then 'its config has more than 512 KiB' end) as problem) p
  where p.problem is not null
  order by g.at
  limit 1;
  if v_problem is not null then
    raise exception 'node % of the list: %', v_at, v_problem using errcode = '22023', hint = 'bad_nodes: correct that node';
  end if;
  if (select count(distinct g ->> 'id') <> count(g ->> 'id') from jsonb_array_elements(p_nodes) g) then
    raise exception 'the list names a node twice' using errcode = '22023', hint = 'bad_nodes: name each id once';
  end if;
  if exists (select from jsonb_array_elements(p_nodes) g join lenses.workflow_nodes n on n.id = (g ->> 'id')::uuid
    where n.workflow_id <> p_workflow_id)
  then
    raise exception 'a node of another workflow cannot be changed here' using
      errcode = '42501', hint = 'foreign_node: leave the id out to make a new node';
  end if;
  if (select count(*) from lenses.workflow_nodes n where n.workflow_id = p_workflow_id) + (
    select count(*) from jsonb_array_elements(p_nodes) g
    where not exists (select from lenses.workflow_nodes n where n.id = (g ->> 'id')::uuid)) > 2000
  then
    raise exception 'a workflow has at most 2000 nodes' using errcode = '54000', hint = 'too_many_nodes: split it into sub-workflows';
  end if;
  perform lenses.refuse_node_lenses(p_nodes);
end $$;
