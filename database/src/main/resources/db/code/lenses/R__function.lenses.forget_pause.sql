-- Trigger function: a schedule that is on has no pause that could end.
create or replace function lenses.forget_pause() returns trigger
language plpgsql set search_path = '' as $$
begin
  new.resume_at := null;
  return new;
end $$;
