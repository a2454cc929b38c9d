-- Trigger function: the four policies of an assignment or schedule have the form that is published for them, and those that are written now
-- contradict nothing and name what is there.
create or replace function agents.check_policies() returns trigger
language plpgsql set search_path = '' as $$
declare
  v_problem text;
begin
  select x.kind || '_policy: ' || x.problem into v_problem
  from (values
    ('approval', agents.policy_problem('approval', new.approval_policy)), ('retry', agents.policy_problem('retry', new.retry_policy)),
    ('failure', agents.policy_problem('failure', new.failure_policy)), ('queue', agents.policy_problem('queue', new.queue_policy))
  ) x (kind, problem)
  where x.problem is not null limit 1;
  if v_problem is null then
    select x.kind || '_policy: ' || agents.policy_conflict(x.kind, x.policy) into v_problem
    from (values
      ('approval', new.approval_policy, to_jsonb(old) -> 'approval_policy'), ('retry', new.retry_policy, to_jsonb(old) -> 'retry_policy'),
      ('failure', new.failure_policy, to_jsonb(old) -> 'failure_policy')
    ) x (kind, policy, was)
    where x.policy is distinct from x.was and agents.policy_conflict(x.kind, x.policy) is not null limit 1;
  end if;
  if v_problem is not null then
    raise exception '%', v_problem using errcode = '22023', hint = 'bad_policy: see docs/reference/policies.md';
  end if;
  return new;
end $$;
