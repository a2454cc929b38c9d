-- Trigger function: the four policies of an assignment or schedule have the form that is published for them, and those that are written now
-- contradict nothing and name what is there.
create or replace function agents.check_policies() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_new jsonb := to_jsonb(new);
  v_fault record;
begin
  select f.* into v_fault
  from unnest(array['approval', 'retry', 'failure', 'queue']) with ordinality k (kind, n)
  cross join lateral agents.policy_problem(k.kind, v_new -> (k.kind || '_policy')) f
  where f.problem is not null order by k.n limit 1;
  if v_fault.problem is null then
    select f.* into v_fault
    from unnest(array['approval', 'retry', 'failure', 'queue']) with ordinality k (kind, n)
    cross join lateral (select v_new -> (k.kind || '_policy') as policy, to_jsonb(old) -> (k.kind || '_policy') as was) p
    cross join lateral agents.policy_conflict(k.kind, p.policy, agents.policy_owner(v_new),
      coalesce(v_new ->> 'assignee_team_id', v_new ->> 'assignee_ai_lenser_id', v_new ->> 'assignee_id')::uuid) f
    where p.policy is distinct from p.was and f.problem is not null order by k.n limit 1;
  end if;
  if v_fault.problem is not null then
    raise exception '%: %', split_part(v_fault.path, '.', 1), v_fault.problem using
      errcode = '22023', hint = 'bad_policy: see docs/reference/policies.md', detail = jsonb_build_object('path', v_fault.path)::text;
  end if;
  return new;
end $$;
