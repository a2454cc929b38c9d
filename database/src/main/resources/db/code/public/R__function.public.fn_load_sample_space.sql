-- Fills the caller's space with samples, by calling what everybody can call: lenses, workflows, a team, tools, memory, schedules and two
-- runs that wait for approval.
create or replace function public.fn_load_sample_space() returns jsonb
language plpgsql volatile set search_path = '' as $$
declare
  v_me uuid := lensers.require_lenser();
  v_workflows uuid[];
  v_agent uuid;
begin
  if exists (select from lensers.samples s where s.lenser_id = v_me) then
    raise exception 'the sample space is there already' using errcode = '55000', hint = 'samples_loaded: remove it first (fn_remove_sample_space)';
  end if;
  v_workflows := lensers.sample_workflows(v_me, lensers.sample_lenses(v_me));
  v_agent := lensers.sample_team(v_me);
  perform public.fn_create_workflow_assignment(v_agent, v_workflows[3], 'team', null, t.id,
    '{"requiresApproval": true, "mode": "sensitive_actions"}') from public.fn_list_agent_teams(v_agent) t;
  perform public.fn_start_team_run(v_agent, v_workflows[3], jsonb_build_object('outline', o), 'require_approval')
  from unnest(array['A new library', 'A longer train']) o;
  perform s.id from public.fn_upsert_workflow_schedule(v_workflows[1], null, '0 9 * * mon-fri', 'Europe/Berlin', 'every working day',
    p_assignee_id => v_agent, p_inputs_template => '{"topic": "today", "notes": "none"}') s;
  perform public.fn_pause_workflow_schedule(s.id) from public.fn_upsert_workflow_schedule(v_workflows[2], null, '@weekly', 'UTC', 'paused',
    p_inputs_template => '{"text": "the week"}') s;
  return (select jsonb_object_agg(k.kind, k.amount) from (select s.kind, count(*) as amount from lensers.samples s where s.lenser_id = v_me group by s.kind) k);
end $$;

grant execute on function public.fn_load_sample_space to authenticated;
