-- Models with their provider and today's price, as the catalog RPCs return them.
create or replace view ai.catalog with (security_invoker = true) as
  select m.id, m.provider_id, p.key as provider_key, p.display_name as provider_name, m.key, m.name,
    coalesce(m.user_summary, m.developer_summary) as description,
    coalesce(m.metadata ->> 'docs_url', p.docs_url) as docs_url,
    m.support_level, m.status, m.capabilities, m.input_modalities, m.output_modalities, m.context_window_tokens,
    m.supports_tools, m.supports_json_schema, m.supports_vision, m.supports_streaming, m.use_cases,
    m.developer_summary, m.user_summary, m.metadata,
    case when price.id is not null then 'token' end as unit_type,
    null::numeric as cost_per_unit,
    trim_scale(price.input_per_mtok / 1000) as input_cost_per_1k_tokens,
    trim_scale(price.output_per_mtok / 1000) as output_cost_per_1k_tokens,
    p.is_active and m.status <> 'legacy' and m.support_level <> 'deprecated' as is_active
  from ai.models m
  join ai.providers p on p.id = m.provider_id
  left join lateral (
    select * from ai.model_pricing q
    where q.model_id = m.id and q.effective_from <= now() and (q.effective_to is null or q.effective_to > now())
    order by q.effective_from desc limit 1) price on true;

grant select on ai.catalog to anon, authenticated, engine_worker;
