-- Changes the note that shapes how an agent behaves.
create or replace function public.fn_update_agent_personality(p_ai_lenser_id uuid, p_personality_note text) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform agents.require_scope(p_ai_lenser_id, 'settings:manage');
  if char_length(p_personality_note) > 8000 then
    raise exception 'a personality note has at most 8000 characters' using errcode = '54000', hint = 'note_too_long: write less';
  end if;
  update agents.ai_lensers a set personality_note = nullif(btrim(p_personality_note), '') where a.id = p_ai_lenser_id;
  perform agents.log_action(p_ai_lenser_id, 'agent.updated', 'personality_note');
end $$;

grant execute on function public.fn_update_agent_personality to authenticated;
