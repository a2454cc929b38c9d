-- The runs of a workflow that the caller's profiles started, newest first.
create or replace function public.fn_list_workflow_runs(p_workflow_id uuid, p_limit int default 20, p_offset int default 0)
returns table (id uuid, workflow_id uuid, status text, trigger_mode text, started_at timestamptz, completed_at timestamptz,
  created_at timestamptz, global_model_id text, spent_credits int, last_event_id bigint)
language plpgsql stable security definer set search_path = '' as $$
begin
  perform lensers.require_lenser();
  return query
    select r.id, r.workflow_id, r.status::text, r.trigger_mode::text, r.started_at, r.completed_at, r.created_at, r.global_model_id::text,
      ceil(r.spent_credits)::int, r.last_event_id::bigint
    from unnest(lensers.acting_profile_ids()) me
    cross join lateral (
      select * from lenses.workflow_runs r
      where r.workflow_id = p_workflow_id and r.triggered_by = me
      order by r.id desc
      limit least(greatest(p_limit, 0), 200) + greatest(p_offset, 0)::bigint
    ) r
    order by r.id desc
    limit least(greatest(p_limit, 0), 200) offset greatest(p_offset, 0);
end $$;

grant execute on function public.fn_list_workflow_runs(uuid, int, int) to authenticated;
