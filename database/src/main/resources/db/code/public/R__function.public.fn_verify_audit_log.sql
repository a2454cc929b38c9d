-- What is wrong with the caller's own chain; no row when it is whole.
create or replace function public.fn_verify_audit_log() returns table (seq bigint, problem text)
language plpgsql stable security definer set search_path = '' as $$
declare
  v_me uuid := lensers.require_lenser();
begin
  return query select v.seq, v.problem from audit.verify(v_me) v;
end $$;

grant execute on function public.fn_verify_audit_log to authenticated;
