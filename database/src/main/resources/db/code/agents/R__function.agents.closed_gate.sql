-- Which gate stands before a paid call of an agent's run, and why; nothing where it may be made. A person who approved the run's start
-- approved that it asks models; what it may cost is another question. Approvals in advance open both.
create or replace function agents.closed_gate(p_root_run_id uuid, p_spent numeric, out gate text, out reason text)
language plpgsql stable set search_path = '' as $$
declare
  v_root lenses.workflow_runs;
  v_limits record;
  v_month numeric;
begin
  select * into v_root from lenses.workflow_runs r where r.id = p_root_run_id;
  if not exists (select from agents.team_runs t where t.workflow_run_id = p_root_run_id and t.metadata ->> 'decision' in ('approved', 'modified'))
    and not agents.gate_is_open(v_root, 'paid_provider_call')
  then
    gate := 'paid_provider_call';
    reason := 'it is about to ask a model that costs money, and nobody has approved this run';
    return;
  end if;
  select coalesce(p.spend_threshold_credits, floor(p.spending_limit_credits * 0.8)) as threshold into v_limits
  from agents.policies p where p.ai_lenser_id = v_root.ai_lenser_id;
  v_month := agents.spent_this_month(v_root.ai_lenser_id) + greatest(p_spent, engine.unwritten_of_agent(v_root.ai_lenser_id));
  if v_month >= v_limits.threshold and not agents.gate_is_open(v_root, 'spend_threshold') then
    gate := 'spend_threshold';
    reason := format('the agent has spent %s credits this month, and is to ask from %s on', round(v_month, 3), v_limits.threshold);
  end if;
end $$;
