-- What is wrong with the nodes of a graph, each looked at by itself. p_trying: the author tries a draft, so lenses need not be
-- published.
create or replace function lenses.node_problems(p_graph jsonb, p_trying boolean)
returns table (code text, severity text, node_id uuid, edge_id uuid, message text)
language sql stable set search_path = '' as $$
  with node as materialized (
    select (n ->> 'id')::uuid as id, n ->> 'label' as label, n ->> 'kind' as kind, coalesce(n -> 'config', '{}') as config,
      (n ->> 'lens_id')::uuid as lens_id, nullif(n -> 'lens', 'null') as lens
    from jsonb_array_elements(p_graph -> 'nodes') n
  ), lens as materialized (
    select l.id, l.title, l.status, lenses.can_read_lens(l.id) as readable
    from lenses.lenses l
    where l.id in (select n.lens_id from node n where n.kind = 'lens')
  ), model as materialized (
    select m.ref, ai.find_model(m.ref) as id
    from (select distinct n.config ->> 'model_id' as ref from node n where n.config ? 'model_id') m
  ), problem as (
    select n.id, 'bad_config' as code, lenses.config_problem(n.kind, n.config) as text, n.label
    from node n
    union all
    select t.node_id, 'bad_config', case when t.depth > 16 then 'the output template is nested deeper than 16'
      else format('%s is not a path; write it like label.items[0].title', t.value -> '$path') end, n.label
    from lenses.template_parts(p_graph) t
    join node n on n.id = t.node_id
    where t.depth > 16 or t.is_path and (jsonb_typeof(t.value -> '$path') <> 'string' or lenses.path_is_bad(t.value ->> '$path')
      or btrim(t.value ->> '$path') ~ '^\$?\[')
    union all
    select n.id, 'bad_config', format('there is no model "%s"; %s', m.ref, ai.unknown_model_hint(m.ref)), n.label
    from node n join model m on m.ref = n.config ->> 'model_id' and m.id is null
    union all
    select n.id, 'bad_config', 'it has no lens; choose one, or give it a template_body', n.label
    from node n where n.kind = 'lens' and n.lens_id is null and not n.config ? 'template_body'
    union all
    select n.id, 'lens_not_visible', 'its lens is private to somebody else; choose another lens, or ask its author to publish it', n.label
    from node n left join lens l on l.id = n.lens_id
    where n.kind = 'lens' and n.lens_id is not null and l.readable is not true
    union all
    select n.id, 'lens_not_published', case
      when n.lens is null or n.lens -> 'version_id' = 'null' then format('lens "%s" has no published version; publish it first', l.title)
      when l.status = 'archived' then format('lens "%s" is archived; restore it, or choose another lens', l.title)
      else format('version %s of lens "%s" is not published; publish it, or pin another version', n.lens ->> 'version_number', l.title) end, n.label
    from node n
    join lens l on l.id = n.lens_id and l.readable
    left join lenses.versions v on v.id = (n.lens ->> 'version_id')::uuid
    where n.kind = 'lens' and not p_trying and (v.id is null or v.status <> 'published' or l.status <> 'published')
  )
  select p.code, 'error', p.id, null::uuid, format('node "%s": %s', p.label, p.text) from problem p where p.text is not null
$$;
