-- Records what came of a request: done with its output, failed, or unknown; false where somebody else holds the run by now.
create or replace function engine.end_request(p_run_id uuid, p_claim_id uuid, p_node_id uuid, p_status text, p_output jsonb, p_reason text) returns boolean
language plpgsql volatile security definer set search_path = '' as $$
begin
  if not agents.holds_claim(p_run_id, p_claim_id) then
    return false;
  end if;
  update engine.node_requests r set status = p_status, output = p_output, reason = left(p_reason, 2000)
  where r.run_id = p_run_id and r.node_id = p_node_id and r.status = 'sent';
  return found;
end $$;

grant execute on function engine.end_request to engine_worker;
