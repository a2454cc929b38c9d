-- The remedy for a model that does not exist: the nearest name that does.
create or replace function ai.unknown_model_hint(p_ref text) returns text
language sql stable parallel safe set search_path = '' as $$
  select coalesce(
    'did you mean ' || lenses.nearest(p_ref, array(
      select p.key || '/' || m.key from ai.providers p join ai.models m on m.provider_id = p.id)) || '?',
    'fn_ai_catalog_models lists the models')
$$;
