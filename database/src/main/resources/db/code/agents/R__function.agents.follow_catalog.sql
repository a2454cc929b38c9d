-- Trigger function: a profile that names a model by its keys is bound to it, and carries the model's support level.
create or replace function agents.follow_catalog() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_model record;
begin
  select m.id, m.key, m.support_level, p.key as provider_key into v_model
  from ai.models m join ai.providers p on p.id = m.provider_id
  where m.id = new.model_id or new.model_id is null and p.key = new.provider_key and m.key = new.model_key;
  if found then
    new.model_id := v_model.id;
    new.provider_key := v_model.provider_key;
    new.model_key := v_model.key;
    new.support_level := v_model.support_level;
  else
    new.support_level := 'catalog_only';
  end if;
  return new;
end $$;
