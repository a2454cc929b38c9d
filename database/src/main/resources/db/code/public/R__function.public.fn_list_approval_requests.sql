-- What waits for a person, or was decided, for an agent; newest first.
create or replace function public.fn_list_approval_requests(p_ai_lenser_id uuid, p_approval_status text default null, p_limit int default 50)
returns setof jsonb
language plpgsql stable security definer rows 20 set search_path = '' as $$
begin
  perform agents.require_scope(p_ai_lenser_id, 'approvals:decide');
  if p_approval_status not in ('pending', 'approved', 'rejected', 'not_required') then
    raise exception 'there is no approval status "%"', p_approval_status using
      errcode = '22023', hint = 'bad_status: pass pending, approved, rejected or nothing';
  end if;
  return query
  select q.request
  from (
    select agents.approval_json(r) as request, r.created_at
    from (
      select t.* from agents.team_runs t
      where t.ai_lenser_id = p_ai_lenser_id and (t.approval_status = p_approval_status or p_approval_status is null and t.approval_status <> 'not_required')
      order by t.created_at desc, t.id desc limit agents.list_size(p_limit, 50)) r
    union all
    select to_jsonb(v), v.created_at
    from (
      select w.* from agents.approval_requests_v w
      where w.ai_lenser_id = p_ai_lenser_id and w.request_kind <> 'team_run' and coalesce(p_approval_status, 'pending') = 'pending'
      order by w.created_at desc, w.request_id desc limit agents.list_size(p_limit, 50)) v
  ) q
  order by q.created_at desc, q.request ->> 'request_id' desc
  limit agents.list_size(p_limit, 50);
end $$;

grant execute on function public.fn_list_approval_requests to authenticated;
