-- What the agent of a run adds to the prompt of each of its model calls: 3 the owner's policy, 4 the rules of its tool profile, 5 what it
-- is like. No rows for a run without an agent.
create or replace function engine.prompt_layers(p_run_id uuid)
returns table (layer int, source text, content text, forbidden text[])
language sql stable set search_path = '' as $$
  with agent as (
    select a.id, a.personality_note from lenses.workflow_runs r join agents.ai_lensers a on a.id = r.ai_lenser_id where r.id = p_run_id
  )
  select 3, 'owner policy', 'Owner''s policy. Answer in these forms and no others: ' || array_to_string(p.allowed_output_modalities, ', ') || '.', '{}'::text[]
  from agent a join agents.policies p on p.ai_lenser_id = a.id
  where cardinality(p.allowed_output_modalities) > 0
  union all
  select 4, format('tool profile "%s"', t.name), 'Never use, ask for or suggest these tools: ' || array_to_string(t.deny_tools, ', ') || '.', t.deny_tools
  from agent a join agents.tool_profiles t on t.ai_lenser_id = a.id and t.is_default
  where cardinality(t.deny_tools) > 0
  union all
  select 5, 'agent', a.personality_note, '{}' from agent a where btrim(a.personality_note) <> ''
  union all
  select 5, format('personality "%s"', p.name), p.system_prompt_patch, '{}'
  from agent a join agents.personality_profiles p on p.ai_lenser_id = a.id and p.is_default
  where btrim(p.system_prompt_patch) <> ''
$$;

grant execute on function engine.prompt_layers to engine_worker;
