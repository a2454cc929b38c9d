-- Adds and changes nodes of a workflow by id; nodes left out stay. A key left out of an existing node keeps its value.
create or replace function public.fn_upsert_workflow_nodes(p_workflow_id uuid, p_nodes jsonb, p_revision int default null)
returns table (id uuid, workflow_id uuid, lens_id uuid, version_id uuid, position_x float8, position_y float8, label text, ordinal int,
  config jsonb, created_at timestamptz, kind text, revision int)
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
declare
  v_workflow lenses.workflows := lenses.require_own_workflow(p_workflow_id, p_revision);
  v_revision int;
  v_there int := (select count(*) from lenses.workflow_nodes n where n.workflow_id = p_workflow_id);
begin
  perform lenses.refuse_nodes(p_workflow_id, p_nodes);
  v_revision := lenses.touch_workflow(p_workflow_id);
  return query
    with given as (
      select coalesce((g.node ->> 'id')::uuid, lenses.new_id()) as id, g.node, g.at::int - 1 as at
      from jsonb_array_elements(p_nodes) with ordinality g (node, at)
    )
    insert into lenses.workflow_nodes as w (id, workflow_id, label, kind, lens_id, version_id, config, position_x, position_y, ordinal)
    select g.id, p_workflow_id,
      coalesce(btrim(g.node ->> 'label'), o.label, 'node ' || (v_there + g.at + 1)),
      coalesce(g.node ->> 'kind', o.kind, 'lens'),
      case when g.node ? 'lens_id' then (g.node ->> 'lens_id')::uuid
        when g.node ->> 'version_id' is not null then (select v.lens_id from lenses.versions v where v.id = (g.node ->> 'version_id')::uuid)
        else o.lens_id end,
      case when g.node ? 'version_id' then (g.node ->> 'version_id')::uuid
        -- another lens without a version: the old pin means nothing
        when g.node ? 'lens_id' and (g.node ->> 'lens_id')::uuid is distinct from o.lens_id then null
        else o.version_id end,
      coalesce(nullif(g.node -> 'config', 'null'), o.config, '{}'),
      coalesce((g.node ->> 'position_x')::float8, o.position_x, 0), coalesce((g.node ->> 'position_y')::float8, o.position_y, 0),
      coalesce((g.node ->> 'ordinal')::int, o.ordinal, g.at)
    from given g
    left join lenses.workflow_nodes o on o.id = g.id
    on conflict (id) do update set label = excluded.label, kind = excluded.kind, lens_id = excluded.lens_id,
      version_id = excluded.version_id, config = excluded.config, position_x = excluded.position_x, position_y = excluded.position_y,
      ordinal = excluded.ordinal
    returning w.id, w.workflow_id, w.lens_id, w.version_id, w.position_x, w.position_y, w.label, w.ordinal, w.config, w.created_at, w.kind,
      v_revision;
exception
  when unique_violation then
    raise exception 'two nodes have the same label' using
      errcode = '23505', hint = 'duplicate_label: labels are unique within a workflow';
end $$;

grant execute on function public.fn_upsert_workflow_nodes(uuid, jsonb, int) to authenticated;
