-- Trigger function: a profile that names a model, by its id or by its keys, is bound to it, and carries the model's support level. Of id and
-- keys the one that was written counts; both are refused where they name different models. A model that leaves the catalog leaves the keys
-- behind, with a level at which nothing can be called.
create or replace function agents.follow_catalog() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_model record;
  v_keys_written boolean;
begin
  v_keys_written := num_nonnulls(new.provider_key, new.model_key) > 0
    and (tg_op = 'INSERT' or (new.provider_key, new.model_key) is distinct from (old.provider_key, old.model_key));
  if tg_op = 'UPDATE' and new.model_id is not distinct from old.model_id
    and (new.provider_key, new.model_key) is distinct from (old.provider_key, old.model_key) then
    new.model_id := null;
  end if;
  select m.id, m.key, m.support_level, m.max_output_tokens, p.key as provider_key into v_model
  from ai.models m join ai.providers p on p.id = m.provider_id
  where m.id = new.model_id or new.model_id is null and p.key = new.provider_key and m.key = new.model_key;
  if v_model.id is null and new.model_id is not null then
    perform agents.bad_profile('model_id', 'there is no such model (fn_ai_catalog_models)');
  elsif v_model.id is null and v_keys_written then
    perform agents.bad_profile('model_key', case when num_nulls(new.provider_key, new.model_key) > 0 then 'a model is named by "provider_key" and "model_key" together'
      else format('there is no model "%s/%s"; %s', new.provider_key, new.model_key, ai.unknown_model_hint(new.provider_key || '/' || new.model_key)) end);
  elsif v_keys_written and (coalesce(new.provider_key, v_model.provider_key), coalesce(new.model_key, v_model.key)) <> (v_model.provider_key, v_model.key) then
    perform agents.bad_profile('model_key', 'it names another model than "model_id"; leave one of the two out');
  elsif (new.params ->> 'maxTokens')::numeric > v_model.max_output_tokens then
    perform agents.bad_profile('params.maxTokens', format('the model gives at most %s', v_model.max_output_tokens));
  end if;
  new.support_level := 'catalog_only';
  if v_model.id is not null then
    new.model_id := v_model.id;
    new.provider_key := v_model.provider_key;
    new.model_key := v_model.key;
    new.support_level := v_model.support_level;
  end if;
  return new;
end $$;
