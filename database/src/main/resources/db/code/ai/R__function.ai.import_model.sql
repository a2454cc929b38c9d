-- Merges one model of another catalog: what is empty here or came from an earlier import is taken, what was edited or curated here stays.
-- Says what came of it: new, changed or kept. For the owner of the catalog only.
create or replace function ai.import_model(p_model jsonb, p_source text) returns text
language plpgsql set search_path = '' as $$
declare
  v_provider ai.providers;
  v_now jsonb;
  v_imported jsonb;
  v_taken jsonb;
  v_model ai.models;
  v_new boolean;
  v_priced boolean;
begin
  select * into v_provider from ai.providers p where p.key = p_model ->> 'provider_key';
  if v_provider.id is null then
    insert into ai.providers (key, display_name, dialect, base_url, docs_url, support_level, metadata)
    values (p_model ->> 'provider_key', p_model ->> 'provider_name', p_model ->> 'dialect', p_model ->> 'base_url', p_model ->> 'docs_url',
      ai.support_level(p_model ->> 'dialect', false, 'active'), jsonb_build_object('imported_from', p_source))
    returning * into v_provider;
  end if;
  insert into ai.models (provider_id, key, name, input_modalities, output_modalities, support_level, metadata)
  values (v_provider.id, p_model ->> 'key', left(p_model ->> 'name', 120), '{}', '{}', v_provider.support_level,
    jsonb_build_object('imported_from', p_source))
  on conflict do nothing;
  v_new := found;
  select * into v_model from ai.models m where m.provider_id = v_provider.id and m.key = p_model ->> 'key' for update;
  v_now := to_jsonb(v_model);
  v_imported := coalesce(v_model.metadata -> 'imported', '{}');
  select coalesce(jsonb_object_agg(f.key, f.value), '{}') into v_taken
  from jsonb_each(p_model -> 'fields') f
  where f.value <> 'null' and v_now -> f.key is distinct from f.value
    and (v_new or coalesce(v_now -> f.key, 'null') in ('null', '[]', 'false') or v_now -> f.key = v_imported -> f.key);
  v_model := jsonb_populate_record(v_model, v_taken);
  update ai.models m set
    name = v_model.name, capabilities = v_model.capabilities, input_modalities = v_model.input_modalities,
    output_modalities = v_model.output_modalities, context_window_tokens = v_model.context_window_tokens,
    max_output_tokens = v_model.max_output_tokens, supports_tools = v_model.supports_tools,
    supports_json_schema = v_model.supports_json_schema, supports_vision = v_model.supports_vision,
    supports_streaming = v_model.supports_streaming, status = v_model.status,
    support_level = ai.support_level(v_provider.dialect, v_provider.support_level = 'runnable', v_model.status),
    metadata = m.metadata || jsonb_build_object('imported', v_imported || v_taken)
  where m.id = v_model.id and (v_new or v_taken <> '{}');
  v_priced := ai.import_price(v_model.id, p_model -> 'price', p_source);
  return case when v_new then 'new' when v_priced or v_taken <> '{}' then 'changed' else 'kept' end;
end $$;
