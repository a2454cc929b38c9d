-- Publishes a draft of a lens of the caller; from then on it never changes. Publishing twice is no error.
create or replace function public.fn_lenses_publish_version(p_version_id uuid) returns void
language plpgsql set search_path = '' as $$
declare
  v_version lenses.versions := lenses.require_own_version(p_version_id);
begin
  if v_version.status <> 'published' then
    update lenses.versions v set status = 'published' where v.id = p_version_id;
  end if;
end $$;

grant execute on function public.fn_lenses_publish_version(uuid) to authenticated;
