-- One model of the catalog with today's price; no row when there is none of that key.
create or replace function public.fn_ai_catalog_model_detail(p_provider_key text, p_model_key text)
returns table (id uuid, provider_id uuid, provider_key text, provider_name text, key text, name text, description text,
  docs_url text, support_level text, status text, capabilities text[], input_modalities text[], output_modalities text[],
  context_window_tokens int, supports_tools boolean, supports_json_schema boolean, supports_vision boolean,
  supports_streaming boolean, use_cases text[], developer_summary text, user_summary text, metadata jsonb, unit_type text,
  cost_per_unit numeric, input_cost_per_1k_tokens numeric, output_cost_per_1k_tokens numeric, is_active boolean)
language sql stable rows 1 set search_path = '' as $$
  select c.* from ai.catalog c where c.provider_key = p_provider_key and c.key = p_model_key
$$;

grant execute on function public.fn_ai_catalog_model_detail(text, text) to anon, authenticated;
