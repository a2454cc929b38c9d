-- Refuses as not found a version that the caller may not read.
create or replace function lenses.require_readable_version(p_version_id uuid) returns void
language plpgsql stable set search_path = '' as $$
begin
  if not lenses.can_read_version(p_version_id) then
    raise exception 'lens version % was not found', p_version_id using
      errcode = 'P0002', hint = 'version_not_found: check the id; drafts are visible to their author only';
  end if;
end $$;
