-- Whether a text is a uuid.
create or replace function lenses.is_uuid(p_text text) returns boolean
language sql immutable parallel safe
return p_text ~* '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$';

grant execute on function lenses.is_uuid(text) to anon, authenticated, engine_worker;
