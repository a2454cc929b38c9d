-- Trigger function: a lens points at its newest version that is not archived, and is published with its first published version.
create or replace function lenses.follow_version() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_head uuid := (
    select v.id from lenses.versions v
    where v.lens_id = new.lens_id and v.status <> 'archived'
    order by v.version_number desc limit 1);
begin
  update lenses.lenses l
  set head_version_id = v_head,
    status = case when new.status = 'published' and l.status = 'draft' then 'published' else l.status end
  where l.id = new.lens_id
    and (l.head_version_id is distinct from v_head or (new.status = 'published' and l.status = 'draft'));
  return null;
end $$;
