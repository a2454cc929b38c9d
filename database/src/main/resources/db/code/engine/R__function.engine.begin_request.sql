-- Asks to send a request that may change something outside: go, once and after a person allowed this very request, or why not. One that was sent
-- by a worker that is gone is sent again only where the other side knows it by its key; else a person says what came of it.
create or replace function engine.begin_request(p_run_id uuid, p_claim_id uuid, p_node_id uuid, p_request jsonb, p_keyed boolean) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_hash bytea := sha256(convert_to(p_request::text, 'UTF8'));
  v_row engine.node_requests;
  v_state text;
begin
  if not agents.holds_claim(p_run_id, p_claim_id) then
    return '{"state": "lost"}';
  end if;
  select * into v_row from engine.node_requests r where r.run_id = p_run_id and r.node_id = p_node_id for no key update;
  v_state := case
    when v_row.status is null or v_row.status = 'failed' then 'asks'
    when v_row.status = 'unknown' or v_row.status = 'sent' and (not p_keyed or v_row.request_hash <> v_hash) then 'unknown'
    when v_row.request_hash <> v_hash or v_row.status = 'asked' then 'asks'
    when v_row.status in ('rejected', 'done') then v_row.status
    else 'go' end;
  insert into engine.node_requests as r (run_id, node_id, request, request_hash)
  values (p_run_id, p_node_id, p_request, v_hash)
  on conflict (run_id, node_id) do update set
    request = case v_state when 'asks' then excluded.request else r.request end,
    request_hash = case v_state when 'asks' then excluded.request_hash else r.request_hash end,
    idempotency_key = case when v_state = 'asks' and r.status <> 'asked' then excluded.idempotency_key else r.idempotency_key end,
    output = case v_state when 'asks' then null else r.output end,
    reason = case v_state when 'asks' then null else r.reason end,
    decided_by = case v_state when 'asks' then null else r.decided_by end,
    status = case v_state when 'asks' then 'asked' when 'go' then 'sent' when 'unknown' then 'unknown' else r.status end
  returning * into v_row;
  return jsonb_build_object('state', v_state, 'request', v_row.request, 'request_hash', encode(v_row.request_hash, 'hex'),
    'idempotency_key', v_row.idempotency_key, 'output', v_row.output, 'reason', v_row.reason);
end $$;

grant execute on function engine.begin_request to engine_worker;
