-- Stops an agent at once, or lets it go on: with the switch on, no outside call of its runs begins. Setting it twice is setting it once.
create or replace function public.fn_toggle_kill_switch(p_ai_lenser_id uuid, p_enabled boolean) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform agents.require_scope(p_ai_lenser_id, 'settings:manage');
  if p_enabled is null then
    raise exception 'the switch is on or off' using errcode = '22023', hint = 'bad_value: pass true or false';
  end if;
  update agents.workspace_settings s set global_kill_switch = p_enabled where s.ai_lenser_id = p_ai_lenser_id and s.global_kill_switch <> p_enabled;
  if found then
    if not p_enabled then
      perform agents.wake(p_ai_lenser_id);
    end if;
    perform agents.log_action(p_ai_lenser_id, 'agent.kill_switch', 'agent', p_ai_lenser_id, jsonb_build_object('enabled', p_enabled));
    perform agents.audit(p_ai_lenser_id, 'agent.kill_switch', 'agent', p_ai_lenser_id, jsonb_build_object('enabled', p_enabled));
  end if;
end $$;

grant execute on function public.fn_toggle_kill_switch to authenticated;
