-- The workflows of one of the caller's profiles. Those made for trying a lens are left out.
create or replace function public.fn_get_my_workflows(p_lenser_id uuid, p_offset int default 0, p_limit int default 12,
  p_visibility text default null, p_sort text default 'updated_at', p_search text default null)
returns table (id uuid, slug text, lenser_id uuid, title text, description text, visibility text, node_count bigint, fork_count int,
  parent_workflow_id uuid, created_at timestamptz, updated_at timestamptz, status text)
language plpgsql stable security definer set search_path = '' as $$
begin
  perform lensers.require_lenser();
  if not lensers.can_act_as(p_lenser_id) then
    raise exception 'these are not your workflows' using
      errcode = '42501', hint = 'not_yourself: pass the id of a profile that you may act as (fn_get_my_lensers)';
  end if;
  if p_sort is null or p_sort not in ('updated_at', 'created_at', 'title') then
    raise exception 'workflows cannot be sorted by "%"', p_sort using
      errcode = '22023', hint = 'bad_sort: sort by updated_at, created_at or title';
  end if;
  return query
    select w.id, w.slug, w.lenser_id, w.title, w.description, w.visibility,
      (select count(*) from lenses.workflow_nodes n where n.workflow_id = w.id),
      (select count(*)::int from lenses.workflows f where f.parent_workflow_id = w.id),
      w.parent_workflow_id, w.created_at, w.updated_at, w.status
    from lenses.workflows w
    where w.lenser_id = p_lenser_id and w.status <> 'archived' and not w.metadata ? 'lens_try'
      and (p_visibility is null or w.visibility = p_visibility)
      and (p_search is null or strpos(lower(w.title || ' ' || coalesce(w.description, '')), lower(p_search)) > 0)
    order by case p_sort when 'updated_at' then w.updated_at when 'created_at' then w.created_at end desc nulls last,
      case when p_sort = 'title' then lower(w.title) end, w.id desc
    limit least(greatest(p_limit, 0), 200) offset greatest(p_offset, 0);
end $$;

grant execute on function public.fn_get_my_workflows(uuid, int, int, text, text, text) to authenticated;
