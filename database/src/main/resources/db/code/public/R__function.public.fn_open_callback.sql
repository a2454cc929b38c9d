-- Gives out the address at which an outside system answers a node that waits for one. It is shown this once and kept as a hash; asking
-- again gives another address and ends the one before. Who may answer the node may give that right away, and nobody else.
create or replace function public.fn_open_callback(p_run_id uuid, p_node_id uuid) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_me uuid := lensers.require_lenser();
  v_agent uuid := (select r.ai_lenser_id from lenses.workflow_runs r where r.id = p_run_id);
  -- 244 random bits
  v_token text := translate(encode(sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())), 'base64'), '+/=', '-_');
  v_expires_at timestamptz;
begin
  perform lenses.require_run(p_run_id, p_act => v_agent is null);
  if v_agent is not null then
    perform agents.lock_authority(v_agent);
    perform agents.require_scope(v_agent, 'approvals:decide');
  end if;
  if exists (select from lenses.workflow_node_results n
      where n.run_id = p_run_id and n.node_id = p_node_id and n.status = 'blocked' and n.waiting_reason = 'external_callback') then
    update engine.callbacks c set token_hash = sha256(convert_to(v_token, 'UTF8'))
    where c.used_at is null and c.expires_at > now() and c.token_hash = (
      -- an attempt that was lost before it waited left one, too
      select x.token_hash from engine.callbacks x where x.run_id = p_run_id and x.node_id = p_node_id order by x.created_at desc limit 1)
    returning c.expires_at into v_expires_at;
  end if;
  if v_expires_at is null then
    raise exception 'node % waits for no outside system', p_node_id using
      errcode = '55000', hint = 'not_waiting: it was answered already, its time is over, or it asks for nothing';
  end if;
  perform audit.append(v_me, 'callback.opened', 'run', p_run_id, jsonb_build_object('node_id', p_node_id, 'expires_at', v_expires_at));
  return jsonb_build_object('url', '/v1/callbacks/' || v_token, 'expires_at', v_expires_at);
end $$;

grant execute on function public.fn_open_callback to authenticated;
