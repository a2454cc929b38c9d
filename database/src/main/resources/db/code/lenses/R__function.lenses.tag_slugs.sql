-- The slugs of known tags, as lenses.lenses.tags stores them.
create or replace function lenses.tag_slugs(p_tag_ids uuid[]) returns text[]
language plpgsql stable set search_path = '' as $$
declare
  v_slugs text[] := array(select t.slug from lenses.tags t where t.id = any (p_tag_ids) order by t.slug);
begin
  if cardinality(v_slugs) < (select count(distinct t) from unnest(p_tag_ids) t) then
    raise exception 'one of the tags does not exist' using
      errcode = '22023', hint = 'unknown_tag: use ids of lenses.tags';
  end if;
  return v_slugs;
end $$;

grant execute on function lenses.tag_slugs(uuid[]) to authenticated;
