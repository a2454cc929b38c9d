-- Whether a run may begin a paid call now: held while its agent is stopped, budget when the budget of its family of runs or what its
-- agent may spend in a month is used up. p_spent: what the run has spent as its worker knows it, which the rows may not say yet.
create or replace function engine.call_verdict(p_run_id uuid, p_spent numeric, out kind text, out code text, out message text)
language plpgsql stable set search_path = '' as $$
declare
  v_run record;
  v_root record;
  v_agent record;
  v_unwritten numeric;
  v_family numeric;
begin
  kind := 'ok';
  select r.ai_lenser_id, r.spent_credits into v_run from lenses.workflow_runs r where r.id = p_run_id;
  v_unwritten := greatest(p_spent - v_run.spent_credits, 0);
  if v_run.ai_lenser_id is not null then
    if engine.agent_is_stopped(v_run.ai_lenser_id) then
      kind := 'held';
      return;
    end if;
    select s.budget_enforce, p.spending_limit_credits as most into v_agent
    from agents.workspace_settings s join agents.policies p on p.ai_lenser_id = s.ai_lenser_id
    where s.ai_lenser_id = v_run.ai_lenser_id;
    if v_agent.budget_enforce and agents.spent_this_month(v_run.ai_lenser_id) + v_unwritten >= v_agent.most then
      kind := 'budget';
      code := 'budget_exhausted';
      message := format('the agent has spent its %s credits of this month; raise spending_limit_credits in its policy', v_agent.most);
      return;
    end if;
  end if;
  with recursive up as (
    select r.id, r.parent_run_id, r.budget_credits from lenses.workflow_runs r where r.id = p_run_id
    union all
    select r.id, r.parent_run_id, r.budget_credits from up join lenses.workflow_runs r on r.id = up.parent_run_id
  )
  select u.id, u.budget_credits into v_root from up u where u.parent_run_id is null;
  if v_root.budget_credits is null then
    return;
  end if;
  with recursive family as (
    select r.id, r.spent_credits from lenses.workflow_runs r where r.id = v_root.id
    union all
    select r.id, r.spent_credits from family f join lenses.workflow_runs r on r.parent_run_id = f.id
  )
  select sum(f.spent_credits) into v_family from family f;
  if v_family + v_unwritten >= v_root.budget_credits then
    kind := 'budget';
    code := 'run_budget_exhausted';
    message := format('the run has spent its budget of %s credits; start it again with a larger one', round(v_root.budget_credits, 3));
  end if;
end $$;

grant execute on function engine.call_verdict to engine_worker;
