-- Takes a standing approval back, at once.
create or replace function public.fn_revoke_standing_approval(p_id uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_approval agents.standing_approvals;
begin
  perform lensers.require_lenser();
  select * into v_approval from agents.standing_approvals s where s.id = p_id;
  perform agents.require_part('standing_approval', p_id, v_approval.ai_lenser_id, 'approvals:decide');
  update agents.standing_approvals s set revoked_at = now() where s.id = p_id and s.revoked_at is null;
  if not found then
    raise exception 'the approval was taken back already' using errcode = '55000', hint = 'approval_revoked: nothing is left to do';
  end if;
  perform agents.log_action(v_approval.ai_lenser_id, 'standing_approval.revoked', 'standing_approval', p_id);
  perform agents.audit(v_approval.ai_lenser_id, 'standing_approval.revoked', 'standing_approval', p_id);
end $$;

grant execute on function public.fn_revoke_standing_approval to authenticated;
