-- How many rows a list may have: what was asked for, between 1 and 200.
create or replace function agents.list_size(p_limit int, p_default int) returns int
language sql immutable parallel safe
return greatest(least(coalesce(p_limit, p_default), 200), 0);

grant execute on function agents.list_size to anon, authenticated;
