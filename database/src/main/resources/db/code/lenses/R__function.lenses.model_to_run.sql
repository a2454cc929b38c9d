-- The id of the model that somebody names for a run; NULL names none.
create or replace function lenses.model_to_run(p_ref text) returns uuid
language plpgsql stable set search_path = '' as $$
declare
  v_model record;
begin
  if p_ref is null then
    return null;
  end if;
  select m.id, m.support_level as level, p.support_level as provider_level, p.is_active into v_model
  from ai.models m join ai.providers p on p.id = m.provider_id
  where m.id = ai.find_model(p_ref);
  if not found then
    raise exception 'there is no model "%"', left(p_ref, 160) using
      errcode = '22023', hint = 'unknown_model: ' || ai.unknown_model_hint(p_ref), detail = jsonb_build_object('model', left(p_ref, 160))::text;
  end if;
  if v_model.level = 'catalog_only' or v_model.provider_level = 'catalog_only' or not v_model.is_active then
    raise exception 'model "%" is in the catalog but cannot be run here', p_ref using
      errcode = '22023', hint = 'model_not_runnable: choose a model whose support_level is runnable or byok_only';
  end if;
  return v_model.id;
end $$;
