-- The wanted handle in valid form, with the smallest number behind it that makes it free. Holds a lock until the
-- transaction ends, so that two sign-ups at once do not choose the same one.
create or replace function lensers.free_handle(p_wanted text) returns text
language plpgsql security definer set search_path = '' as $$
declare
  v_base text := left(regexp_replace(lower(coalesce(p_wanted, '') collate "C"), '[^a-z0-9._]', '', 'g'), 24);
  v_number int := 1;
  v_handle text;
begin
  if char_length(v_base) < 4 then
    v_base := v_base || 'user';
  end if;
  perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended('lensers.handle:' || left(v_base, 16), 0));
  v_handle := v_base;
  while exists (select from lensers.profiles p where p.handle = v_handle) loop
    v_number := v_number + 1;
    v_handle := left(v_base, 24 - char_length(v_number::text)) || v_number;
  end loop;
  return v_handle;
end $$;
