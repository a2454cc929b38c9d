-- A slug made from a title that none of the author's workflows has. Holds a lock until the transaction ends, so that two at once do
-- not choose the same.
create or replace function lenses.free_workflow_slug(p_lenser_id uuid, p_title text) returns text
language plpgsql set search_path = '' as $$
declare
  v_base text := lensers.slugify(p_title);
begin
  perform pg_advisory_xact_lock(hashtextextended('lenses.workflow_slug:' || p_lenser_id, 0));
  return (
    select c.slug
    from (
      select 1 as n, v_base as slug
      union all
      select n, v_base || '-' || n
      from generate_series(2, (select count(*)::int + 2 from lenses.workflows w
        where w.lenser_id = p_lenser_id and w.slug like v_base || '-%')) n
    ) c
    where not exists (select from lenses.workflows w where w.lenser_id = p_lenser_id and w.slug = c.slug)
    order by c.n
    limit 1);
end $$;
