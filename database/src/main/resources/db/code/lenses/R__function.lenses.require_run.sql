-- Refuses as not found a run that the caller may not see. To act on it (p_act), one must be able to act as its starter, or manage its agent.
create or replace function lenses.require_run(p_run_id uuid, p_act boolean default false) returns void
language plpgsql stable set search_path = '' as $$
declare
  v_run record;
begin
  select r.triggered_by, r.ai_lenser_id into v_run from lenses.workflow_runs r where r.id = p_run_id;
  -- the usual case first, for this is asked on every read of a stream
  if v_run.triggered_by = lensers.get_auth_lenser_id() or lensers.can_act_as(v_run.triggered_by) or agents.can_manage_ai_lenser(v_run.ai_lenser_id) then
    return;
  end if;
  if v_run.ai_lenser_id is null or not agents.has_agent_scope(v_run.ai_lenser_id, 'logs:view') then
    raise exception 'run % was not found', p_run_id using
      errcode = 'P0002', hint = 'run_not_found: check the id; a run is visible to whoever started it';
  end if;
  if p_act then
    raise exception 'you may look at run % but not change it', p_run_id using
      errcode = '42501', hint = 'not_starter: ask whoever started it, or a manager of its agent';
  end if;
end $$;
