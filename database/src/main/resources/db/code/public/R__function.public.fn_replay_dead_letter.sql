-- Runs again what was given up, in a new run that begins with the finished results of the old one, and resolves the dead letter.
create or replace function public.fn_replay_dead_letter(p_id uuid) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  v_run_id uuid;
  v_from uuid;
begin
  perform lensers.require_lenser();
  perform public.fn_resolve_dead_letter(p_id);
  select d.run_id into v_run_id from lenses.workflow_run_dead_letters d where d.id = p_id;
  select n.id into v_from
  from lenses.workflow_runs r
  join lenses.workflow_versions v on v.id = r.workflow_version_id
  cross join lateral unnest(v.node_ids) with ordinality n (id, at)
  left join lenses.workflow_node_results s on s.run_id = r.id and s.node_id = n.id and s.iteration = 0
  where r.id = v_run_id and s.status is distinct from 'completed' and s.status is distinct from 'skipped'
  order by n.at
  limit 1;
  return (public.fn_rerun_workflow_run(v_run_id, v_from) ->> 'run_id')::uuid;
end $$;

grant execute on function public.fn_replay_dead_letter to authenticated;
