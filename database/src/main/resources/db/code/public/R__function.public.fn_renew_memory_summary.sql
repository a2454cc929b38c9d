-- Has the agent's own model say what a profile holds, in a run of the agent under its policies, limits and gates; the team run's id.
create or replace function public.fn_renew_memory_summary(p_profile_id uuid) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  v_me uuid := lensers.require_lenser();
  v_profile agents.memory_profiles := agents.require_memory_profile(p_profile_id);
  v_entries text;
  v_ids uuid[];
  v_tainted boolean;
  v_run agents.team_runs;
begin
  if (select s.default_model_id from agents.workspace_settings s where s.ai_lenser_id = v_profile.ai_lenser_id) is null then
    raise exception 'the agent has no model of its own' using
      errcode = '55000', hint = 'no_model: set default_model_id (fn_update_workspace_settings)';
  end if;
  select string_agg(format('- [%s] %s', m.confidence, left(replace(replace(m.content, '```', ''''''''), e'\n', ' '), 1000)), e'\n' order by m.confidence desc, m.created_at desc),
    array_agg(m.id), bool_or(m.is_tainted)
  into v_entries, v_ids, v_tainted
  from (
    select x.* from agents.memories x
    where x.profile_id = p_profile_id and not x.is_redacted and (x.expires_at is null or x.expires_at > now())
    order by x.confidence desc, x.created_at desc limit 200) m;
  if v_ids is null then
    raise exception 'the profile holds nothing' using errcode = '55000', hint = 'memory_empty: there is nothing to summarize';
  end if;
  insert into agents.memory_access_logs (memory_id, actor_lenser_id, action, context)
  select i, v_me, 'read', '{"for": "summary"}' from unnest(v_ids) i;
  v_run := agents.start_run(v_profile.ai_lenser_id, agents.summary_workflow(v_me), jsonb_build_object('entries', e'```entries\n' || v_entries || e'\n```'),
    false, 'manual', v_me, jsonb_build_object('memory_profile_id', p_profile_id, 'memory_stand', agents.memory_stand(p_profile_id), 'tainted', v_tainted));
  return v_run.id;
end $$;

grant execute on function public.fn_renew_memory_summary to authenticated;
