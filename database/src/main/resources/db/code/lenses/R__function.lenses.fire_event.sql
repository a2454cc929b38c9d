-- Fires an event trigger for a happening whose filter held. A chain of workflows that start each other ends before a workflow comes twice and
-- after five links: loop guard. What goes wrong is noted on the trigger and never keeps other triggers back.
create or replace function lenses.fire_event(p_trigger_id uuid, p_happening_id uuid) returns uuid
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_happening engine.happenings;
  v_target uuid := (select t.workflow_id from lenses.workflow_triggers t where t.id = p_trigger_id);
  v_chain jsonb;
begin
  select * into v_happening from engine.happenings h where h.id = p_happening_id;
  select coalesce(r.metadata -> 'trigger' -> 'chain', '[]') || to_jsonb(r.workflow_id) into v_chain
  from lenses.workflow_runs r where r.id = v_happening.run_id;
  if v_chain ? v_target::text or jsonb_array_length(v_chain) > 5 then
    raise exception 'the workflow is part of the chain that led here' using
      errcode = '54000', hint = 'trigger_loop: workflows that start each other need a filter that ends it';
  end if;
  return (select f.run_id from lenses.fire_trigger(p_trigger_id, p_happening_id::text, v_happening.payload,
    jsonb_build_object('trigger', jsonb_build_object('chain', v_chain, 'source_run_id', v_happening.run_id, 'event', v_happening.event_type))) f);
exception
  when others then
    update lenses.workflow_triggers t set last_error_at = now(), last_error_message = left(sqlerrm, 4000) where t.id = p_trigger_id;
    return null;
end $$;

grant execute on function lenses.fire_event to engine_worker;
