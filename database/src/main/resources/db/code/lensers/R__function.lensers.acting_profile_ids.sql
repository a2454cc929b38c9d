-- Every profile that the caller may act as: the own human one and those of managed agents.
-- The one place that decides authorship; policies compare with it once per statement.
create or replace function lensers.acting_profile_ids() returns uuid[]
language sql stable security definer parallel safe set search_path = '' as $$
  select coalesce(array_agg(acting.id), '{}')
  from (
    select lensers.get_auth_lenser_id() as id
    union all
    select a.profile_id from agents.ai_lensers a where a.id = any (agents.managed_ai_lenser_ids())
  ) acting
  where acting.id is not null;
$$;

grant execute on function lensers.acting_profile_ids() to anon, authenticated, service_role, engine_worker;
