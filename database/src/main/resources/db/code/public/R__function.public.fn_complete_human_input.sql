-- Gives a node what it asked a person for.
create or replace function public.fn_complete_human_input(p_run_id uuid, p_node_id uuid, p_values jsonb) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_agent uuid;
begin
  perform lensers.require_lenser();
  select r.ai_lenser_id into v_agent from lenses.workflow_runs r where r.id = p_run_id;
  perform lenses.require_run(p_run_id, p_act => v_agent is null);
  if v_agent is not null then
    perform agents.lock_authority(v_agent);
    perform agents.require_scope(v_agent, 'approvals:decide');
  end if;
  if p_values is null or jsonb_typeof(p_values) <> 'object' then
    raise exception 'the answer is a JSON object' using errcode = '22023', hint = 'bad_values: pass {"field": value, …}';
  end if;
  if octet_length(p_values::text) > 524288 then
    raise exception 'the answer has more than 512 KiB' using errcode = '54000', hint = 'payload_too_large: pass less, or a reference to it';
  end if;
  perform engine.hold_run(p_run_id);
  perform from lenses.workflow_node_results n
  where n.run_id = p_run_id and n.node_id = p_node_id and n.status = 'blocked' and n.waiting_reason = 'human_input'
  for no key update;
  if not found then
    raise exception 'node % waits for nobody', p_node_id using errcode = '55000', hint = 'not_waiting: it was answered already, or asks for nothing';
  end if;
  if exists (select from engine.signals s where s.run_id = p_run_id and s.node_id = p_node_id and s.kind = 'human_input') then
    raise exception 'node % was answered already', p_node_id using errcode = '40001', hint = 'already_decided: the first answer stands';
  end if;
  perform agents.note_answer(p_run_id, p_node_id, p_values);
  if v_agent is not null then
    perform agents.decide_gates(p_run_id, p_node_id, p_values);
  end if;
  perform engine.answer_request(p_run_id, p_node_id, p_values);
  perform engine.signal(p_run_id, p_node_id, 'human_input', p_values);
end $$;

grant execute on function public.fn_complete_human_input to authenticated;
