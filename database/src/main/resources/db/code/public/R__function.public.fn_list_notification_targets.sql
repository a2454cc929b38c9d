-- Where the caller is told of approvals and of ends of runs.
create or replace function public.fn_list_notification_targets() returns setof jsonb
language plpgsql stable security definer rows 5 set search_path = '' as $$
declare
  v_me uuid := lensers.require_lenser();
begin
  return query select lensers.target_json(t) from lensers.notification_targets t where t.lenser_id = v_me order by t.created_at, t.id;
end $$;

grant execute on function public.fn_list_notification_targets to authenticated;
