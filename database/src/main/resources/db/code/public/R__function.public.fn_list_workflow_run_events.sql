-- The events of a run after one that the caller has, in order.
create or replace function public.fn_list_workflow_run_events(p_run_id uuid, p_after_event_id bigint default 0, p_limit int default 200)
returns table (event_id bigint, type text, run_id uuid, occurred_at timestamptz, payload jsonb, node_id uuid)
language plpgsql stable security definer rows 200 set search_path = '' as $$
begin
  perform lenses.require_run(p_run_id);
  return query
    select e.event_id, e.type::text, e.run_id, e.occurred_at, e.payload, e.node_id
    from lenses.workflow_run_events e
    where e.run_id = p_run_id and e.event_id > coalesce(p_after_event_id, 0)
    order by e.event_id
    limit least(greatest(p_limit, 0), 200);
end $$;

grant execute on function public.fn_list_workflow_run_events(uuid, bigint, int) to authenticated;
