-- The caller's own chain, newest first, for the page and for checking it outside.
create or replace function public.fn_list_audit_log(p_limit int default 50, p_before_seq bigint default null) returns setof jsonb
language plpgsql stable security definer rows 50 set search_path = '' as $$
declare
  v_me uuid := lensers.require_lenser();
begin
  return query
  select to_jsonb(l) || jsonb_build_object('previous_hash', encode(l.previous_hash, 'hex'), 'hash', encode(l.hash, 'hex'))
  from audit.log l
  where l.owner_lenser_id = v_me and l.seq < coalesce(p_before_seq, l.seq + 1)
  order by l.seq desc
  limit agents.list_size(p_limit, 50);
end $$;

grant execute on function public.fn_list_audit_log to authenticated;
