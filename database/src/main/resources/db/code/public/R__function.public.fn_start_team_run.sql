-- Has an agent, or the team that its assignment names, run a workflow. Under require_approval somebody decides first, whatever policies say.
create or replace function public.fn_start_team_run(p_ai_lenser_id uuid, p_workflow_id uuid, p_inputs jsonb default '{}', p_policy text default 'auto')
returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  v_run agents.team_runs;
begin
  perform agents.require_scope(p_ai_lenser_id, 'workflow:assign');
  if p_policy is null or p_policy not in ('auto', 'require_approval') then
    raise exception 'there is no start policy "%"', p_policy using errcode = '22023', hint = 'bad_policy: pass auto or require_approval';
  end if;
  v_run := agents.start_run(p_ai_lenser_id, p_workflow_id, coalesce(p_inputs, '{}'), p_policy = 'require_approval', 'manual',
    lensers.get_auth_lenser_id());
  return v_run.id;
end $$;

grant execute on function public.fn_start_team_run to authenticated;
