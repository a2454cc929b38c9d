-- Why the model of an agent's profile cannot be worked with; NULL when it can, or when no profile names one.
create or replace function agents.model_refusal(p_agent_id uuid, p_member_id uuid) returns text
language sql stable set search_path = '' as $$
  select case m.support_level
    when 'runnable' then null
    when 'byok_only' then case when not exists (
        select from ai.keys k join ai.providers p on p.id = k.provider_id
        where k.lenser_id = agents.owner_of(p_agent_id) and p.key = m.provider_key and k.status = 'active'
          and (k.ai_lenser_id is null or k.ai_lenser_id = p_agent_id))
      then 'its model needs a key of the owner at ' || coalesce(m.provider_key, 'the provider') end
    else 'its model profile names no model that can be called'
  end
  from agents.model_profiles m
  where m.id = (select x.model_id from agents.profiles_of(p_agent_id, p_member_id) x)
$$;
