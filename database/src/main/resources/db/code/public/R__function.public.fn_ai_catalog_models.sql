-- The models of the catalog with today's price; NULL filters nothing. A modality counts as input or output.
create or replace function public.fn_ai_catalog_models(
  p_provider_key text default null, p_support_level text default null, p_capability text default null, p_modality text default null)
returns table (id uuid, provider_id uuid, provider_key text, provider_name text, key text, name text, description text,
  docs_url text, support_level text, status text, capabilities text[], input_modalities text[], output_modalities text[],
  context_window_tokens int, supports_tools boolean, supports_json_schema boolean, supports_vision boolean,
  supports_streaming boolean, use_cases text[], developer_summary text, user_summary text, metadata jsonb, unit_type text,
  cost_per_unit numeric, input_cost_per_1k_tokens numeric, output_cost_per_1k_tokens numeric, is_active boolean)
language sql stable rows 50 set search_path = '' as $$
  select c.*
  from ai.catalog c
  where (p_provider_key is null or c.provider_key = p_provider_key)
    and (p_support_level is null or c.support_level = p_support_level)
    and (p_capability is null or p_capability = any (c.capabilities))
    and (p_modality is null or p_modality = any (c.input_modalities || c.output_modalities))
  order by c.provider_name, c.name, c.key
  limit 200
$$;

grant execute on function public.fn_ai_catalog_models(text, text, text, text) to anon, authenticated;
