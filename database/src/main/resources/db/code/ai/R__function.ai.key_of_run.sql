-- The sealed key with which a run may call a provider: the run says whose it is, nobody else does. The agent's own key before the owner's.
create or replace function ai.key_of_run(p_run_id uuid, p_provider_id uuid)
returns table (id uuid, lenser_id uuid, ciphertext bytea, wrapped_dek bytea, kek_id text, key_version int, left_credits numeric)
language sql stable security definer rows 1 set search_path = '' as $$
  select k.id, k.lenser_id, k.ciphertext, k.wrapped_dek, k.kek_id, k.key_version, k.spending_cap_credits - k.spent_credits
  from lenses.workflow_runs r
  left join agents.ai_lensers a on a.id = r.ai_lenser_id
  join lensers.profiles p on p.id = r.triggered_by
  join ai.keys k on k.provider_id = p_provider_id and k.status = 'active' and (k.expires_at is null or k.expires_at > now())
    and k.lenser_id = coalesce(agents.owner_of(a.id), (
      select agents.owner_of(b.id) from agents.ai_lensers b where b.profile_id = p.id), p.id)
    and (k.ai_lenser_id is null or k.ai_lenser_id = r.ai_lenser_id)
  where r.id = p_run_id
  order by k.ai_lenser_id is null, k.created_at desc, k.id
  limit 1
$$;

grant execute on function ai.key_of_run to engine_worker;
