-- Trigger function: the four policies of an assignment or schedule have the form that is published for them.
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
  if v_problem is not null then
    raise exception '%', v_problem using errcode = '22023', hint = 'bad_policy: see docs/reference/policies.md';
  end if;
  return new;
end $$;
