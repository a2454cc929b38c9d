-- Trigger function: redaction cannot be undone. Losing the run it came from, by a key, is no change of what is remembered.
create or replace function agents.refuse_unredaction() returns trigger
language plpgsql set search_path = '' as $$
begin
  if new.is_redacted and new.content = old.content then
    return new;
  end if;
  raise exception 'memory % was redacted', old.id using errcode = '55000', hint = 'memory_redacted: write a new entry';
end $$;
