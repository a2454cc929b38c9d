-- A target of the caller's, locked; else not found.
create or replace function lensers.require_target(p_target_id uuid) returns lensers.notification_targets
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_target lensers.notification_targets;
begin
  select * into v_target from lensers.notification_targets t
  where t.id = p_target_id and t.lenser_id = lensers.require_lenser() for no key update;
  if v_target.id is null then
    raise exception 'notification target % was not found', p_target_id using
      errcode = 'P0002', hint = 'target_not_found: check the id (fn_list_notification_targets)';
  end if;
  return v_target;
end $$;
