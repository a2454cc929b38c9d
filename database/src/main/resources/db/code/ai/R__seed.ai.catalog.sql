-- The catalog: providers, their models, and list prices in USD per million tokens with their date and source. Prices change: an
-- operator corrects one by a newer row of ai.model_pricing, which running this again leaves alone. So stay base_url and is_active.
insert into ai.providers (key, display_name, dialect, base_url, docs_url, support_level, metadata) values
  ('demo', 'Demo (offline, no AI)', 'demo', null, null, 'runnable',
    '{"is_ai": false, "offline": true, "note": "Deterministic text from fixed rules, for trying the product without a key or a network."}'),
  ('ollama', 'Ollama', 'ollama', 'http://127.0.0.1:11434', 'https://docs.ollama.com', 'runnable',
    '{"local": true, "note": "Models that run on your own machine."}'),
  ('openai', 'OpenAI', 'openai', 'https://api.openai.com/v1', 'https://platform.openai.com/docs', 'byok_only', '{}'),
  ('openai_compatible', 'OpenAI-compatible server', 'openai', null, null, 'byok_only',
    '{"note": "Any server that speaks the OpenAI chat API, at the base URL that you configure."}'),
  ('anthropic', 'Anthropic', 'anthropic', 'https://api.anthropic.com', 'https://docs.anthropic.com', 'catalog_only', '{}'),
  ('gemini', 'Google Gemini', 'gemini', 'https://generativelanguage.googleapis.com', 'https://ai.google.dev/gemini-api/docs',
    'catalog_only', '{}')
on conflict (key) do update set
  display_name = excluded.display_name, dialect = excluded.dialect, docs_url = excluded.docs_url,
  base_url = coalesce(ai.providers.base_url, excluded.base_url),
  support_level = excluded.support_level, metadata = excluded.metadata;

with listed (provider_key, key, name, capabilities, inputs, context, max_output, use_cases, summary) as (values
  ('demo', 'writer', 'Demo writer (no AI)', '{chat,json}', '{text}', 131072, 8192, '{demo,testing}',
    'Not an AI: a deterministic generator that arranges words of its input by fixed rules. '
    'Good for trying workflows offline and free; it knows nothing.'),
  ('ollama', 'llama3.2', 'Llama 3.2', '{chat,tools,json}', '{text}', 131072, null, '{chat,summary}',
    'Small open model on your own machine.'),
  ('ollama', 'qwen3', 'Qwen 3', '{chat,tools,json,reasoning}', '{text}', 40960, null, '{chat,coding,extraction}',
    'Open model with reasoning on your own machine.'),
  ('ollama', 'gemma3', 'Gemma 3', '{chat,json,vision}', '{text,image}', 131072, null, '{chat,summary}',
    'Open model that also reads images, on your own machine.'),
  ('openai', 'gpt-5.5', 'GPT-5.5', '{chat,tools,json,vision,reasoning}', '{text,image}', null, null, '{reasoning,coding}',
    'OpenAI''s strongest general model.'),
  ('openai', 'gpt-5.4', 'GPT-5.4', '{chat,tools,json,vision,reasoning}', '{text,image}', null, null, '{reasoning,coding,writing}',
    'OpenAI''s balanced general model.'),
  ('openai', 'gpt-5.4-mini', 'GPT-5.4 mini', '{chat,tools,json,vision,reasoning}', '{text,image}', null, null,
    '{extraction,classification}', 'Smaller and cheaper than GPT-5.4.'),
  ('openai', 'gpt-5-mini', 'GPT-5 mini', '{chat,tools,json,vision,reasoning}', '{text,image}', 400000, 128000,
    '{extraction,classification,summary}', 'Cheap model for many small calls.'),
  ('anthropic', 'claude-opus-4-6', 'Claude Opus 4.6', '{chat,tools,json,vision,reasoning}', '{text,image}', 1000000, 128000,
    '{reasoning,coding}', 'Anthropic''s strongest model of the 4.6 family.'),
  ('anthropic', 'claude-sonnet-4-6', 'Claude Sonnet 4.6', '{chat,tools,json,vision,reasoning}', '{text,image}', 1000000, 64000,
    '{coding,writing}', 'Anthropic''s balanced model.'),
  ('anthropic', 'claude-haiku-4-5', 'Claude Haiku 4.5', '{chat,tools,json,vision}', '{text,image}', 200000, 64000,
    '{extraction,classification}', 'Anthropic''s quick and cheap model.'),
  ('gemini', 'gemini-2.5-pro', 'Gemini 2.5 Pro', '{chat,tools,json,vision,reasoning}', '{text,image,audio,video}', 1048576, 65536,
    '{reasoning,coding}', 'Google''s strong model; the price is for prompts of up to 200,000 tokens.'),
  ('gemini', 'gemini-2.5-flash', 'Gemini 2.5 Flash', '{chat,tools,json,vision,reasoning}', '{text,image,audio,video}', 1048576, 65536,
    '{summary,extraction}', 'Google''s quick model.')
)
insert into ai.models as m (provider_id, key, name, capabilities, input_modalities, context_window_tokens, max_output_tokens,
  supports_tools, supports_json_schema, supports_vision, supports_streaming, support_level, use_cases, user_summary, metadata)
select p.id, l.key, l.name, l.capabilities::text[], l.inputs::text[], l.context, l.max_output,
  'tools' = any (l.capabilities::text[]), 'json' = any (l.capabilities::text[]), 'vision' = any (l.capabilities::text[]), true,
  p.support_level, l.use_cases::text[], l.summary, case p.key when 'demo' then '{"is_ai": false}' else '{}' end::jsonb
from listed l
join ai.providers p on p.key = l.provider_key
on conflict (provider_id, key) do update set
  name = excluded.name, capabilities = excluded.capabilities, input_modalities = excluded.input_modalities,
  context_window_tokens = excluded.context_window_tokens, max_output_tokens = excluded.max_output_tokens,
  supports_tools = excluded.supports_tools, supports_json_schema = excluded.supports_json_schema,
  supports_vision = excluded.supports_vision, supports_streaming = excluded.supports_streaming,
  support_level = excluded.support_level, use_cases = excluded.use_cases, user_summary = excluded.user_summary,
  metadata = m.metadata || excluded.metadata;

do $$
declare
  v_price record;
begin
  for v_price in
    select m.id as model_id, listed.*, (listed.as_of || 'T00:00:00Z')::timestamptz as since
    from (values
      ('demo', 'writer', 0, 0, 0, '2026-01-01', 'free'),
      ('ollama', 'llama3.2', 0, 0, 0, '2026-01-01', 'runs on your own machine'),
      ('ollama', 'qwen3', 0, 0, 0, '2026-01-01', 'runs on your own machine'),
      ('ollama', 'gemma3', 0, 0, 0, '2026-01-01', 'runs on your own machine'),
      ('openai', 'gpt-5.5', 5, 30, 0.5, '2026-04-30', 'https://openai.com/api/pricing'),
      ('openai', 'gpt-5.4', 2.5, 15, 0.25, '2026-04-30', 'https://openai.com/api/pricing'),
      ('openai', 'gpt-5.4-mini', 0.75, 4.5, 0.075, '2026-04-30', 'https://openai.com/api/pricing'),
      ('openai', 'gpt-5-mini', 0.25, 2, 0.025, '2026-06-15', 'https://openai.com/api/pricing'),
      ('anthropic', 'claude-opus-4-6', 5, 25, 0.5, '2026-03-21', 'https://docs.anthropic.com/en/docs/about-claude/pricing'),
      ('anthropic', 'claude-sonnet-4-6', 3, 15, 0.3, '2026-03-21', 'https://docs.anthropic.com/en/docs/about-claude/pricing'),
      ('anthropic', 'claude-haiku-4-5', 1, 5, 0.1, '2026-03-21', 'https://docs.anthropic.com/en/docs/about-claude/pricing'),
      ('gemini', 'gemini-2.5-pro', 1.25, 10, 0.125, '2026-03-01', 'https://ai.google.dev/gemini-api/docs/pricing'),
      ('gemini', 'gemini-2.5-flash', 0.3, 2.5, 0.03, '2026-03-01', 'https://ai.google.dev/gemini-api/docs/pricing')
    ) as listed (provider_key, key, input, output, cached, as_of, source)
    join ai.providers p on p.key = listed.provider_key
    join ai.models m on m.provider_id = p.id and m.key = listed.key
    where not exists (
      select from ai.model_pricing q
      where q.model_id = m.id and q.effective_from >= (listed.as_of || 'T00:00:00Z')::timestamptz)
  loop
    update ai.model_pricing q
    set effective_to = v_price.since
    where q.model_id = v_price.model_id and coalesce(q.effective_to > v_price.since, true);
    insert into ai.model_pricing (model_id, input_per_mtok, output_per_mtok, cached_input_per_mtok, effective_from)
    values (v_price.model_id, v_price.input, v_price.output, v_price.cached, v_price.since);
    update ai.models m
    set metadata = m.metadata || jsonb_build_object('price_as_of', v_price.as_of, 'price_source', v_price.source)
    where m.id = v_price.model_id;
  end loop;
end $$;
