-- How much a profile holds, by scope, and what a model said of it (fn_renew_memory_summary). A summary of other entries than those that are there
-- now is stale and is not shown: what was redacted or has expired may be in it.
create or replace function public.fn_summarize_memory_profile(p_profile_id uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_profile agents.memory_profiles := agents.require_memory_profile(p_profile_id);
  v_made record;
begin
  select n.output_data ->> 'output' as words, r.id, r.completed_at, r.metadata ->> 'memory_stand' = agents.memory_stand(p_profile_id) as is_fresh into v_made
  from agents.team_runs r
  join lenses.workflow_node_results n on n.run_id = r.workflow_run_id and n.status = 'completed'
  where r.ai_lenser_id = v_profile.ai_lenser_id and r.metadata ->> 'memory_profile_id' = p_profile_id::text and r.status = 'completed'
  order by r.created_at desc, r.id desc limit 1;
  return (
    select jsonb_build_object('profile_id', v_profile.id, 'count', count(*),
      'scopes', jsonb_build_object('project', count(*) filter (where m.scope = 'project'),
        'conversation', count(*) filter (where m.scope = 'conversation'), 'global', count(*) filter (where m.scope = 'global')),
      'last_written_at', max(m.created_at))
    from agents.memories m
    where m.profile_id = v_profile.id and not m.is_redacted and (m.expires_at is null or m.expires_at > now()))
    || case when v_made.id is null then '{}' else jsonb_strip_nulls(jsonb_build_object('summary', case when v_made.is_fresh then v_made.words end,
      'summary_is_stale', not v_made.is_fresh, 'summary_run_id', v_made.id, 'summary_made_at', v_made.completed_at)) end;
end $$;

grant execute on function public.fn_summarize_memory_profile to authenticated;
