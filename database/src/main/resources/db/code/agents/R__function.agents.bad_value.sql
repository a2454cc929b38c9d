-- Raises what a table said about a patch as a bad argument.
create or replace function agents.bad_value(p_message text) returns void
language plpgsql immutable set search_path = '' as $$
begin
  raise exception 'a value does not fit: %', p_message using errcode = '22023', hint = 'bad_value: see the field''s limits in the reference';
end $$;
