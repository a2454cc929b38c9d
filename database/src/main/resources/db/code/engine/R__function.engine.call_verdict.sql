-- Whether a run may begin a paid call now: held while its agent is stopped or once its end was asked for, budget when the budget of its family of runs or what its
-- agent may spend in a month is used up. p_spent: what the run has spent as its worker knows it, which the rows may not say yet; it is told to the
-- other runs under the same limit, so that all of them together exceed it by no more than the calls under way.
create or replace function engine.call_verdict(p_run_id uuid, p_spent numeric, out kind text, out code text, out message text)
language plpgsql volatile set search_path = '' as $$
declare
  v_run record;
  v_root record;
  v_agent record;
begin
  if exists (select from engine.run_queue q where q.run_id = p_run_id and q.cancel_asked) then
    kind := 'held';
    return;
  end if;
  kind := 'ok';
  select r.ai_lenser_id, r.parent_run_id, r.budget_credits into v_run from lenses.workflow_runs r where r.id = p_run_id;
  if v_run.ai_lenser_id is not null then
    if engine.agent_is_stopped(v_run.ai_lenser_id) then
      kind := 'held';
      return;
    end if;
    select s.budget_enforce, p.spending_limit_credits as most into v_agent
    from agents.workspace_settings s join agents.policies p on p.ai_lenser_id = s.ai_lenser_id
    where s.ai_lenser_id = v_run.ai_lenser_id;
  end if;
  select u.id, u.budget_credits into v_root from lenses.workflow_runs u where u.id = engine.root_run(p_run_id);
  if v_agent.most is null and v_root.budget_credits is null then
    return;
  end if;
  insert into engine.run_meters as m (run_id, ai_lenser_id, spent) values (p_run_id, v_run.ai_lenser_id, greatest(p_spent, 0))
  on conflict (run_id) do update set spent = excluded.spent where m.spent < excluded.spent;
  if v_agent.budget_enforce and agents.spent_this_month(v_run.ai_lenser_id) + engine.unwritten_of_agent(v_run.ai_lenser_id) >= v_agent.most then
    kind := 'budget';
    code := 'budget_exhausted';
    message := format('the agent has spent its %s credits of this month; raise spending_limit_credits in its policy', v_agent.most);
  elsif engine.spent_by_family(v_root.id) >= v_root.budget_credits then
    kind := 'budget';
    code := 'run_budget_exhausted';
    message := format('the run has spent its budget of %s credits; start it again with a larger one', round(v_root.budget_credits, 3));
  end if;
end $$;

grant execute on function engine.call_verdict to engine_worker;
