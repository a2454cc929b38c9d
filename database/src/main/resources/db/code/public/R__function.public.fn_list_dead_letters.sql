-- Runs that were given up after they had been lost too often, newest first; those that somebody has dealt with only if asked for.
create or replace function public.fn_list_dead_letters(p_limit int default 50, p_resolved boolean default false)
returns table (id uuid, run_id uuid, workflow_id uuid, workflow_title text, reason text, attempts int, created_at timestamptz,
  resolved_at timestamptz)
language plpgsql stable security definer set search_path = '' as $$
begin
  perform lensers.require_lenser();
  return query
    select d.id, d.run_id, r.workflow_id, w.title, d.reason, d.attempts, d.created_at, d.resolved_at
    from lenses.workflow_run_dead_letters d
    join lenses.workflow_runs r on r.id = d.run_id
    join lenses.workflows w on w.id = r.workflow_id
    where lenses.can_see_run(r) and (d.resolved_at is null or p_resolved)
    order by d.created_at desc, d.id desc
    limit least(greatest(coalesce(p_limit, 50), 0), 500);
end $$;

grant execute on function public.fn_list_dead_letters to authenticated;
