-- An agent as one object: profile, runtime, policy and owner. People who hold a grant on it see all; others see a public active agent
-- without the personality and, unless it is public, the policy. NULL when it is not there or not visible.
create or replace function agents.agent_json(p_ai_lenser_id uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select to_jsonb(p) - array['user_id', 'id', 'created_at', 'updated_at']
    || case when rights.involved then to_jsonb(a) else to_jsonb(a) - array['personality_note', 'suspended_reason'] end - 'profile_type'
    || jsonb_build_object(
      'ai_lenser_id', a.id,
      'policy', (select to_jsonb(y) from agents.policies y where y.ai_lenser_id = a.id and (rights.involved or y.is_public_policy)),
      'owner', (
        select lensers.profile_card(o.owner_lenser_id) - array['avatar_url', 'type']
        from agents.ownerships o where o.ai_lenser_id = a.id and o.role = 'owner' and o.revoked_at is null))
  from agents.ai_lensers a
  join lensers.profiles p on p.id = a.profile_id
  cross join lateral (select a.id = any (agents.involved_ai_lenser_ids()) as involved) rights
  where a.id = p_ai_lenser_id
    and (rights.involved or (p.visibility <> 'private' and p.status = 'active' and a.archived_at is null))
$$;

grant execute on function agents.agent_json(uuid) to anon, authenticated;
