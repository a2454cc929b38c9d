-- A new id, for statements that must know it before the row is there. Bound, when it is made, to PostgreSQL's own uuidv7, or to ours
-- below 18.
create or replace function lenses.new_id() returns uuid
language sql volatile parallel safe
return uuidv7();
