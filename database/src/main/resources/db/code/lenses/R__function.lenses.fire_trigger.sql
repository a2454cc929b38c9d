-- Takes a message for a trigger once: the run that it started, and whether it was there before. The server has checked the signature, or the
-- filter of an event. A message that is refused leaves nothing behind, so that a corrected workflow takes the repeated message.
create or replace function lenses.fire_trigger(p_trigger_id uuid, p_message_id text, p_body jsonb, p_metadata jsonb default '{}', p_hash bytea default null,
  out run_id uuid, out is_repeated boolean, out status text)
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_trigger lenses.workflow_triggers;
  v_seen engine.trigger_messages;
begin
  insert into engine.trigger_messages (trigger_id, message_id, body_hash) values (p_trigger_id, p_message_id, p_hash) on conflict do nothing;
  is_repeated := not found;
  select * into v_seen from engine.trigger_messages m where m.trigger_id = p_trigger_id and m.message_id = p_message_id for no key update;
  if is_repeated then
    if v_seen.body_hash is distinct from p_hash then
      raise exception 'message "%" came before with another body', left(p_message_id, 60) using
        errcode = '23505', hint = 'message_reused: give every message an id of its own';
    end if;
    run_id := v_seen.run_id;
  else
    select * into v_trigger from lenses.workflow_triggers t where t.id = p_trigger_id for no key update;
    if v_trigger.id is null or not v_trigger.is_active then
      raise exception 'trigger % was not found', p_trigger_id using errcode = 'P0002', hint = 'trigger_not_found: it is unknown or switched off';
    end if;
    run_id := lenses.start_triggered(v_trigger, p_body, coalesce(p_metadata, '{}')
      || jsonb_build_object('trigger', jsonb_build_object('id', p_trigger_id, 'kind', v_trigger.kind, 'message_id', p_message_id) || coalesce(p_metadata -> 'trigger', '{}')));
    update engine.trigger_messages m set run_id = fire_trigger.run_id where m.trigger_id = p_trigger_id and m.message_id = p_message_id;
    update lenses.workflow_triggers t set last_fired_at = now(), last_run_id = fire_trigger.run_id where t.id = p_trigger_id;
  end if;
  status := (select r.status from lenses.workflow_runs r where r.id = fire_trigger.run_id);
end $$;

grant execute on function lenses.fire_trigger to engine_worker;
