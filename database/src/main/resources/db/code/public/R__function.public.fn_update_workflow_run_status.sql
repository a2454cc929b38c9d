-- Changes the status of a run as far as a person may: the one such change is to cancel it.
create or replace function public.fn_update_workflow_run_status(p_run_id uuid, p_status text) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform lensers.require_lenser();
  perform lenses.require_run(p_run_id, p_act => true);
  if p_status is null or p_status not in ('draft', 'validated', 'queued', 'pending', 'running', 'streaming', 'recovered', 'completed',
    'failed', 'cancelled', 'timed_out')
  then
    raise exception 'there is no run status "%"', p_status using errcode = '22023', hint = 'bad_status: a person can set cancelled';
  end if;
  if p_status <> 'cancelled' then
    raise exception 'only the engine makes a run %', p_status using
      errcode = '55000', hint = 'illegal_transition: a person can set cancelled; to run again use fn_rerun_workflow_run';
  end if;
  perform public.fn_cancel_workflow_run(p_run_id);
end $$;

grant execute on function public.fn_update_workflow_run_status(uuid, text) to authenticated;
