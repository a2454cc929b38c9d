-- Every profile that the caller may act as: the own human one and those of managed agents.
-- The one place that decides authorship; policies compare with it once per statement.
create or replace function lensers.acting_profile_ids() returns uuid[]
language plpgsql stable security definer parallel safe set search_path = '' as $$
declare
  v_me uuid := lensers.get_auth_lenser_id();
  v_agents uuid[] := agents.managed_ai_lenser_ids();
begin
  return case when v_me is null then '{}' else array[v_me] end
    || array(select a.profile_id from agents.ai_lensers a where a.id = any (v_agents));
end $$;

grant execute on function lensers.acting_profile_ids() to anon, authenticated, service_role, engine_worker;
