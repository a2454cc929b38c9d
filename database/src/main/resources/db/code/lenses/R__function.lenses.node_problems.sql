-- What is wrong with the nodes of a graph, each looked at by itself. p_trying: the author tries a draft, so lenses need not be
-- published.
create or replace function lenses.node_problems(p_graph jsonb, p_trying boolean)
returns table (code text, severity text, node_id uuid, edge_id uuid, message text)
language plpgsql stable set search_path = '' as $$
begin
  return query
    with node as materialized (
      select (n ->> 'id')::uuid as id, n ->> 'label' as label, n ->> 'kind' = 'lens' as calls_lens,
        case when jsonb_typeof(n -> 'config' -> 'model_id') = 'string' then n -> 'config' ->> 'model_id' end as model, (n ->> 'lens_id')::uuid as lens_id, (n #>> '{lens,version_id}')::uuid as version_id, n -> 'config' ? 'template_body' as own_body
      from jsonb_array_elements(p_graph -> 'nodes') n
    ), lens as materialized (
      select l.id, l.title, l.status, lenses.can_read_lens(l.id) as readable
      from lenses.lenses l
      where l.id in (select n.lens_id from node n where n.calls_lens)
    ), problem as (
      select c.node_id, 'bad_config' as code, c.problem as text from lenses.config_problems(p_graph) c
      union all
      select t.node_id, 'bad_config', case when t.too_deep then 'the output template is nested deeper than 16'
        else format('%s is not a path; write it like label.items[0].title', t.path) end
      from lenses.template_paths(p_graph) t
      where t.too_deep or jsonb_typeof(t.path) <> 'string' or lenses.path_is_bad(t.path #>> '{}') or lenses.first_name(t.path #>> '{}') is null
      union all
      select n.id, 'bad_config', format('there is no model "%s"; %s', m.ref, ai.unknown_model_hint(m.ref))
      from (select distinct n.model as ref from node n where n.model is not null) m
      join node n on n.model = m.ref
      where ai.find_model(m.ref) is null
      union all
      select (c ->> 'id')::uuid, 'bad_config', f.path || ': ' || f.problem
      from jsonb_array_elements(p_graph -> 'nodes') c
      cross join unnest(array['retry', 'failure']) k (kind)
      cross join lateral agents.policy_conflict(k.kind, c -> 'config' -> (k.kind || '_policy'), null, null) f
      where c -> 'config' ?| array['retry_policy', 'failure_policy'] and f.problem is not null and f.path <> 'failure_policy.mode'
      union all
      select (c ->> 'id')::uuid, 'bad_config', 'its workflow has no published version, or is not yours to see; publish it, or choose another'
      from jsonb_array_elements(p_graph -> 'nodes') c
      where c ->> 'kind' = 'sub_workflow' and c -> 'config' ? 'workflow_id' and not c ? 'child'
      union all
      select n.id, 'bad_config', 'it has no lens; choose one, or give it a template_body'
      from node n where n.calls_lens and n.lens_id is null and not n.own_body
      union all
      select n.id, 'lens_not_visible', 'its lens is gone, or private to somebody else; choose another lens, or ask its author to publish it'
      from node n left join lens l on l.id = n.lens_id
      where n.calls_lens and n.lens_id is not null and l.readable is not true
      union all
      select n.id, 'lens_not_published', case
        when v.id is null then format('lens "%s" has no published version; publish it first', l.title)
        when l.status = 'archived' then format('lens "%s" is archived; restore it, or choose another lens', l.title)
        else format('version %s of lens "%s" is not published; publish it, or pin another version', v.version_number, l.title) end
      from node n
      join lens l on l.id = n.lens_id and l.readable
      left join lenses.versions v on v.id = n.version_id
      where n.calls_lens and not p_trying and (v.id is null or v.status <> 'published' or l.status <> 'published')
    )
    select p.code, 'error', p.node_id, null::uuid, format('node "%s": %s', n.label, p.text)
    from problem p join node n on n.id = p.node_id;
end $$;
