-- Public workflows that anybody may run or clone, newest change first. A category is a node kind that the workflow uses.
-- executions_30d counts at most the 5,000 oldest runs of a workflow: a list must not become slow with success.
create or replace function public.fn_list_template_workflows(
  p_limit int default 12, p_offset int default 0, p_search text default null, p_category text default null)
returns table (id uuid, lenser_id uuid, title text, description text, visibility text, node_count bigint, fork_count int,
  created_at timestamptz, updated_at timestamptz, author_handle text, author_display_name text, kinds text[], executions_30d int,
  slug text)
language sql stable security definer set search_path = '' as $$
  with listed as (
    select w.*, cardinality(v.node_ids) as node_count, k.kinds
    from lenses.workflows w
    join lenses.workflow_versions v on v.id = w.head_version_id
    cross join lateral (
      select array_agg(distinct n ->> 'kind' order by n ->> 'kind') as kinds from jsonb_array_elements(v.graph -> 'nodes') n
    ) k
    where w.visibility = 'public' and w.status = 'published'
      and (p_search is null or strpos(lower(w.title || ' ' || coalesce(w.description, '')), lower(p_search)) > 0)
      and (p_category is null or p_category = any (k.kinds))
    order by w.updated_at desc, w.id
    limit least(greatest(p_limit, 0), 200) offset greatest(p_offset, 0)
  )
  select l.id, l.lenser_id, l.title, l.description, l.visibility, l.node_count::bigint,
    (select count(*)::int from lenses.workflows f where f.parent_workflow_id = l.id), l.created_at, l.updated_at,
    p.handle, p.display_name, l.kinds,
    (select count(*)::int from (select r.created_at from lenses.workflow_runs r where r.workflow_id = l.id limit 5000) r
     where r.created_at > now() - interval '30 days'), l.slug
  from listed l
  left join lensers.profiles p on p.id = l.lenser_id and p.visibility <> 'private' and p.status = 'active'
  order by l.updated_at desc, l.id
$$;

grant execute on function public.fn_list_template_workflows(int, int, text, text) to anon, authenticated;
