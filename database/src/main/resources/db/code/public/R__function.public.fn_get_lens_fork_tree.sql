-- The family of a lens: from the eldest ancestor that the caller may read, every readable fork, at most 200, 20 levels deep; NULL when
-- the lens is not there or not visible. A definer, so that unlisted lenses are read by id.
create or replace function public.fn_get_lens_fork_tree(p_lens_id uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  with recursive ancestors as (
    select l.id, l.parent_lens_id, 0 as steps from lenses.lenses l where l.id = p_lens_id and lenses.can_read_lens(p_lens_id)
    union all
    select l.id, l.parent_lens_id, a.steps + 1
    from ancestors a join lenses.lenses l on l.id = a.parent_lens_id
    where a.steps < 20 and lenses.can_read_lens(l.id)
  ),
  tree as (
    (select a.id, 0 as depth, array[a.id] as path from ancestors a order by a.steps desc limit 1)
    union all
    select l.id, t.depth + 1, t.path || l.id
    from tree t join lenses.lenses l on l.parent_lens_id = t.id
    where t.depth < 20 and lenses.can_read_lens(l.id)
      -- other people's unlisted forks are not given away by the tree
      and (l.visibility = 'public' or l.id = p_lens_id or lensers.can_act_as(l.lenser_id))
  )
  select jsonb_agg(jsonb_build_object(
    'lens_id', l.id, 'title', l.title, 'author', lensers.profile_card(l.lenser_id),
    'parent_lens_id', case when t.depth > 0 then l.parent_lens_id end, 'depth', t.depth) order by t.depth, l.created_at, l.id)
  from (select * from tree limit 200) t
  join lenses.lenses l on l.id = t.id
$$;

grant execute on function public.fn_get_lens_fork_tree(uuid) to anon, authenticated;
