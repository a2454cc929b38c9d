-- Takes the content out of a memory, for good. The row stays, so that what refers to it still does.
create or replace function public.fn_redact_memory_entry(p_memory_id uuid, p_reason text default null) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_memory agents.memories;
begin
  perform lensers.require_lenser();
  select * into v_memory from agents.memories m where m.id = p_memory_id for no key update;
  perform agents.require_part('memory', p_memory_id, v_memory.ai_lenser_id, 'memory:manage');
  if v_memory.is_redacted then
    raise exception 'memory % was redacted already', p_memory_id using errcode = '55000', hint = 'memory_redacted: nothing is left to do';
  end if;
  update agents.memories m set content = '[redacted]', metadata = '{}', is_redacted = true where m.id = p_memory_id;
  insert into agents.memory_access_logs (memory_id, team_run_id, actor_lenser_id, action, context)
  values (p_memory_id, v_memory.team_run_id, lensers.get_auth_lenser_id(), 'redact', jsonb_strip_nulls(jsonb_build_object('reason', left(p_reason, 2000))));
  perform agents.log_action(v_memory.ai_lenser_id, 'memory.redacted', 'memory', p_memory_id);
  perform agents.audit(v_memory.ai_lenser_id, 'memory.redacted', 'memory', p_memory_id);
end $$;

grant execute on function public.fn_redact_memory_entry to authenticated;
