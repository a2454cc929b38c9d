-- The catalog: providers, their models, and list prices in USD per million tokens with their date and source. Prices change: an
-- operator corrects one by a newer row of ai.model_pricing, which running this again leaves alone. So stay base_url and is_active.
-- metadata.price_verified is false where the price is the list price known at that date, not read from the provider's page then.
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
    'catalog_only', '{}'),
  ('mistral', 'Mistral AI', 'openai', 'https://api.mistral.ai/v1', 'https://docs.mistral.ai', 'byok_only', '{}'),
  ('deepseek', 'DeepSeek', 'openai', 'https://api.deepseek.com/v1', 'https://api-docs.deepseek.com', 'byok_only', '{}'),
  ('groq', 'Groq', 'openai', 'https://api.groq.com/openai/v1', 'https://console.groq.com/docs', 'byok_only', '{}'),
  ('xai', 'xAI', 'openai', 'https://api.x.ai/v1', 'https://docs.x.ai', 'byok_only', '{}')
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
    '{summary,extraction}', 'Google''s quick model.'),
  ('ollama', 'gpt-oss', 'gpt-oss', '{chat,tools,json,reasoning}', '{text}', 131072, null, '{chat,coding,reasoning}',
    'Open reasoning model on your own machine.'),
  ('ollama', 'mistral', 'Mistral', '{chat,tools,json}', '{text}', 32768, null, '{chat,summary}',
    'Small open model on your own machine.'),
  ('ollama', 'phi4', 'Phi-4', '{chat,json}', '{text}', 16384, null, '{chat,extraction}',
    'Small open model that is good at short tasks, on your own machine.'),
  ('ollama', 'deepseek-r1', 'DeepSeek R1', '{chat,json,reasoning}', '{text}', 131072, null, '{reasoning}',
    'Open reasoning model on your own machine.'),
  ('openai', 'gpt-5', 'GPT-5', '{chat,tools,json,vision,reasoning}', '{text,image}', 400000, 128000, '{reasoning,coding}',
    'OpenAIs general model of the 5 family.'),
  ('openai', 'gpt-5-nano', 'GPT-5 nano', '{chat,tools,json,vision,reasoning}', '{text,image}', 400000, 128000, '{classification,extraction}',
    'OpenAIs cheapest model of the 5 family.'),
  ('openai', 'gpt-4.1', 'GPT-4.1', '{chat,tools,json,vision}', '{text,image}', 1047576, 32768, '{writing,coding}',
    'OpenAIs model without reasoning for long inputs.'),
  ('openai', 'gpt-4.1-mini', 'GPT-4.1 mini', '{chat,tools,json,vision}', '{text,image}', 1047576, 32768, '{summary,extraction}',
    'Smaller and cheaper than GPT-4.1.'),
  ('openai', 'gpt-4.1-nano', 'GPT-4.1 nano', '{chat,tools,json,vision}', '{text,image}', 1047576, 32768, '{classification}',
    'The cheapest of the 4.1 family.'),
  ('openai', 'gpt-4o', 'GPT-4o', '{chat,tools,json,vision}', '{text,image}', 128000, 16384, '{chat,writing}',
    'OpenAIs older general model.'),
  ('openai', 'gpt-4o-mini', 'GPT-4o mini', '{chat,tools,json,vision}', '{text,image}', 128000, 16384, '{chat,extraction}',
    'OpenAIs older small model.'),
  ('openai', 'o3', 'o3', '{chat,tools,json,vision,reasoning}', '{text,image}', 200000, 100000, '{reasoning}',
    'OpenAIs older reasoning model.'),
  ('openai', 'o4-mini', 'o4-mini', '{chat,tools,json,vision,reasoning}', '{text,image}', 200000, 100000, '{reasoning}',
    'OpenAIs older small reasoning model.'),
  ('anthropic', 'claude-opus-4-5', 'Claude Opus 4.5', '{chat,tools,json,vision,reasoning}', '{text,image}', 200000, 64000, '{reasoning,coding}',
    'Anthropics strongest model of the 4.5 family.'),
  ('anthropic', 'claude-sonnet-4-5', 'Claude Sonnet 4.5', '{chat,tools,json,vision,reasoning}', '{text,image}', 200000, 64000, '{coding,writing}',
    'Anthropics balanced model of the 4.5 family.'),
  ('anthropic', 'claude-opus-4-1', 'Claude Opus 4.1', '{chat,tools,json,vision,reasoning}', '{text,image}', 200000, 32000, '{reasoning,writing}',
    'Anthropics older strong model.'),
  ('gemini', 'gemini-3-pro-preview', 'Gemini 3 Pro (preview)', '{chat,tools,json,vision,reasoning}', '{text,image,audio,video}', 1048576, 65536, '{reasoning,coding}',
    'Googles strong model, a preview; the price is for prompts of up to 200,000 tokens.'),
  ('gemini', 'gemini-3-flash-preview', 'Gemini 3 Flash (preview)', '{chat,tools,json,vision,reasoning}', '{text,image,audio,video}', 1048576, 65536, '{summary,extraction}',
    'Googles quick model, a preview.'),
  ('gemini', 'gemini-2.5-flash-lite', 'Gemini 2.5 Flash-Lite', '{chat,tools,json,vision,reasoning}', '{text,image,audio,video}', 1048576, 65536, '{classification,extraction}',
    'Googles cheapest model of the 2.5 family.'),
  ('mistral', 'mistral-large-latest', 'Mistral Large', '{chat,tools,json,vision}', '{text,image}', 262144, null, '{chat,writing,coding}',
    'Mistrals strongest general model.'),
  ('mistral', 'mistral-medium-latest', 'Mistral Medium', '{chat,tools,json,vision}', '{text,image}', 131072, null, '{chat,extraction}',
    'Mistrals balanced model.'),
  ('mistral', 'mistral-small-latest', 'Mistral Small', '{chat,tools,json,vision}', '{text,image}', 131072, null, '{summary,classification}',
    'Mistrals small model.'),
  ('mistral', 'codestral-latest', 'Codestral', '{chat,tools,json}', '{text}', 256000, null, '{coding}',
    'Mistrals model for code.'),
  ('deepseek', 'deepseek-chat', 'DeepSeek Chat', '{chat,tools,json}', '{text}', 131072, 8192, '{chat,writing}',
    'DeepSeeks general model.'),
  ('deepseek', 'deepseek-reasoner', 'DeepSeek Reasoner', '{chat,json,reasoning}', '{text}', 131072, 65536, '{reasoning}',
    'DeepSeeks model that thinks first.'),
  ('groq', 'llama-3.3-70b-versatile', 'Llama 3.3 70B on Groq', '{chat,tools,json}', '{text}', 131072, 32768, '{chat,summary}',
    'Open model, served quickly.'),
  ('groq', 'llama-3.1-8b-instant', 'Llama 3.1 8B on Groq', '{chat,tools,json}', '{text}', 131072, 131072, '{classification,extraction}',
    'Small open model, served very quickly.'),
  ('groq', 'openai/gpt-oss-120b', 'gpt-oss 120B on Groq', '{chat,tools,json,reasoning}', '{text}', 131072, 65536, '{reasoning,coding}',
    'Open reasoning model, served quickly.'),
  ('xai', 'grok-4', 'Grok 4', '{chat,tools,json,vision,reasoning}', '{text,image}', 256000, null, '{reasoning}',
    'xAIs strong model.'),
  ('xai', 'grok-code-fast-1', 'Grok Code Fast 1', '{chat,tools,json,reasoning}', '{text}', 256000, null, '{coding}',
    'xAIs quick model for code.')
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
      ('gemini', 'gemini-2.5-flash', 0.3, 2.5, 0.03, '2026-03-01', 'https://ai.google.dev/gemini-api/docs/pricing'),
      ('ollama', 'gpt-oss', 0, 0, 0, '2026-01-01', 'runs on your own machine'),
      ('ollama', 'mistral', 0, 0, 0, '2026-01-01', 'runs on your own machine'),
      ('ollama', 'phi4', 0, 0, 0, '2026-01-01', 'runs on your own machine'),
      ('ollama', 'deepseek-r1', 0, 0, 0, '2026-01-01', 'runs on your own machine'),
      ('openai', 'gpt-5', 1.25, 10, 0.125, '2025-12-01', 'https://openai.com/api/pricing'),
      ('openai', 'gpt-5-nano', 0.05, 0.4, 0.005, '2025-12-01', 'https://openai.com/api/pricing'),
      ('openai', 'gpt-4.1', 2, 8, 0.5, '2025-12-01', 'https://openai.com/api/pricing'),
      ('openai', 'gpt-4.1-mini', 0.4, 1.6, 0.1, '2025-12-01', 'https://openai.com/api/pricing'),
      ('openai', 'gpt-4.1-nano', 0.1, 0.4, 0.025, '2025-12-01', 'https://openai.com/api/pricing'),
      ('openai', 'gpt-4o', 2.5, 10, 1.25, '2025-12-01', 'https://openai.com/api/pricing'),
      ('openai', 'gpt-4o-mini', 0.15, 0.6, 0.075, '2025-12-01', 'https://openai.com/api/pricing'),
      ('openai', 'o3', 2, 8, 0.5, '2025-12-01', 'https://openai.com/api/pricing'),
      ('openai', 'o4-mini', 1.1, 4.4, 0.275, '2025-12-01', 'https://openai.com/api/pricing'),
      ('anthropic', 'claude-opus-4-5', 5, 25, 0.5, '2025-12-01', 'https://docs.anthropic.com/en/docs/about-claude/pricing'),
      ('anthropic', 'claude-sonnet-4-5', 3, 15, 0.3, '2025-12-01', 'https://docs.anthropic.com/en/docs/about-claude/pricing'),
      ('anthropic', 'claude-opus-4-1', 15, 75, 1.5, '2025-12-01', 'https://docs.anthropic.com/en/docs/about-claude/pricing'),
      ('gemini', 'gemini-3-pro-preview', 2, 12, 0.2, '2025-12-01', 'https://ai.google.dev/gemini-api/docs/pricing'),
      ('gemini', 'gemini-3-flash-preview', 0.5, 3, 0.05, '2025-12-20', 'https://ai.google.dev/gemini-api/docs/pricing'),
      ('gemini', 'gemini-2.5-flash-lite', 0.1, 0.4, 0.01, '2025-12-01', 'https://ai.google.dev/gemini-api/docs/pricing'),
      ('mistral', 'mistral-large-latest', 0.5, 1.5, null, '2025-12-05', 'https://mistral.ai/pricing'),
      ('mistral', 'mistral-medium-latest', 0.4, 2, null, '2025-12-05', 'https://mistral.ai/pricing'),
      ('mistral', 'mistral-small-latest', 0.1, 0.3, null, '2025-12-05', 'https://mistral.ai/pricing'),
      ('mistral', 'codestral-latest', 0.3, 0.9, null, '2025-12-05', 'https://mistral.ai/pricing'),
      ('deepseek', 'deepseek-chat', 0.28, 0.42, 0.028, '2025-12-05', 'https://api-docs.deepseek.com/quick_start/pricing'),
      ('deepseek', 'deepseek-reasoner', 0.28, 0.42, 0.028, '2025-12-05', 'https://api-docs.deepseek.com/quick_start/pricing'),
      ('groq', 'llama-3.3-70b-versatile', 0.59, 0.79, null, '2025-12-05', 'https://groq.com/pricing'),
      ('groq', 'llama-3.1-8b-instant', 0.05, 0.08, null, '2025-12-05', 'https://groq.com/pricing'),
      ('groq', 'openai/gpt-oss-120b', 0.15, 0.6, null, '2025-12-05', 'https://groq.com/pricing'),
      ('xai', 'grok-4', 3, 15, 0.75, '2025-12-05', 'https://docs.x.ai/docs/models'),
      ('xai', 'grok-code-fast-1', 0.2, 1.5, 0.02, '2025-12-05', 'https://docs.x.ai/docs/models')
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
    set metadata = m.metadata || jsonb_build_object('price_as_of', v_price.as_of, 'price_source', v_price.source,
      'price_verified', v_price.provider_key in ('demo', 'ollama') or v_price.as_of >= '2026-03-01')
    where m.id = v_price.model_id;
  end loop;
end $$;

-- Prices that came before it was kept whether they were read from their source.
update ai.models m
set metadata = m.metadata || jsonb_build_object('price_verified', p.key in ('demo', 'ollama'))
from ai.providers p
where p.id = m.provider_id and not m.metadata ? 'price_verified' and exists (select from ai.model_pricing q where q.model_id = m.id);
