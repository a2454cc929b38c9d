-- Has an agent, or the team that its assignment names, run a workflow. Under require_approval somebody decides first, whatever policies say.
-- A repeated request with the same Idempotency-Key gives the same run.
create or replace function public.fn_start_team_run(p_ai_lenser_id uuid, p_workflow_id uuid, p_inputs jsonb default '{}', p_policy text default 'auto')
returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  v_me uuid := lensers.get_auth_lenser_id();
  v_earlier uuid;
  v_run agents.team_runs;
begin
  perform agents.require_scope(p_ai_lenser_id, 'workflow:assign');
  if p_policy is null or p_policy not in ('auto', 'require_approval') then
    raise exception 'there is no start policy "%"', p_policy using errcode = '22023', hint = 'bad_policy: pass auto or require_approval';
  end if;
  v_earlier := engine.earlier(v_me, 'fn_start_team_run', jsonb_build_array(p_ai_lenser_id, p_workflow_id, p_inputs, p_policy));
  if v_earlier is not null then
    return v_earlier;
  end if;
  v_run := agents.start_run(p_ai_lenser_id, p_workflow_id, coalesce(p_inputs, '{}'), p_policy = 'require_approval', 'manual', v_me);
  return engine.made(v_me, 'fn_start_team_run', v_run.id);
end $$;

grant execute on function public.fn_start_team_run to authenticated;
