-- Trigger function: profiles that name a model know at once what can be done with it here.
create or replace function agents.follow_support() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update agents.model_profiles p set support_level = new.support_level where p.model_id = new.id;
  return null;
end $$;
