-- The version that a sub_workflow node's config stands for, and what it takes by name; no row where there is none that the caller may run.
-- The config names a published version, or else means the newest of its workflow.
create or replace function lenses.child_of(p_config jsonb) returns setof jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object('workflow_id', w.id, 'version_id', v.id, 'version_number', v.version_number, 'parameters', coalesce((
    select jsonb_agg(coalesce(v.typed_inputs -> i.name -> 0, '{"type": "any"}')
      || jsonb_build_object('label', i.name, 'required', i.name = any (v.required_inputs)) order by i.at)
    from unnest(v.input_names) with ordinality i (name, at)), '[]'))
  from lenses.workflows w
  join lenses.workflow_versions v on v.workflow_id = w.id
    and v.id = coalesce(case when lenses.is_uuid(p_config ->> 'version_id') then (p_config ->> 'version_id')::uuid end, w.head_version_id)
  where w.id = case when lenses.is_uuid(p_config ->> 'workflow_id') then (p_config ->> 'workflow_id')::uuid end
    and v.status = 'published' and w.status = 'published' and lenses.can_read_workflow(w)
$$;
