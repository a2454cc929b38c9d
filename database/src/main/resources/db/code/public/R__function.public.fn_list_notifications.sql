-- Messages to the caller's targets, newest first: those that wait, were delivered, or were given up (the dead letters).
create or replace function public.fn_list_notifications(p_target_id uuid default null, p_status text default null, p_limit int default 50, p_before uuid default null)
returns table (id uuid, target_id uuid, event_type text, status text, attempts int, last_error text, payload jsonb, created_at timestamptz,
  available_at timestamptz, delivered_at timestamptz, given_up_at timestamptz)
language plpgsql stable security definer set search_path = '' as $$
declare
  v_me uuid := lensers.require_lenser();
begin
  if p_status is not null and p_status not in ('waiting', 'delivered', 'given_up') then
    raise exception 'there is no status "%"', p_status using errcode = '22023', hint = 'bad_status: pass waiting, delivered or given_up';
  end if;
  return query
    select o.id, o.target_id, o.event_type, x.status, o.attempts, o.last_error, o.payload, o.created_at,
      case x.status when 'waiting' then o.available_at end, o.delivered_at, o.given_up_at
    from lensers.notification_targets t
    join engine.outbox o on o.target_id = t.id
    cross join lateral (select case when o.delivered_at is not null then 'delivered' when o.given_up_at is not null then 'given_up' else 'waiting' end as status) x
    where t.lenser_id = v_me and (p_target_id is null or t.id = p_target_id) and (p_before is null or o.id < p_before)
      and (p_status is null or x.status = p_status)
    order by o.id desc
    limit least(greatest(coalesce(p_limit, 50), 0), 500);
end $$;

grant execute on function public.fn_list_notifications to authenticated;
