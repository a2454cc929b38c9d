-- What a person's answer to a node means for the request that the node shows: it may be sent, or not; or, where nobody knew, it took effect with
-- this output, or not. An answer to any other question changes nothing.
create or replace function engine.answer_request(p_run_id uuid, p_node_id uuid, p_values jsonb) returns void
language sql volatile set search_path = '' as $$
  update engine.node_requests r
  set status = case when p_values -> 'approved' = 'false' then 'rejected' when r.status = 'asked' then 'approved' else 'done' end,
    output = case when r.status = 'unknown' then jsonb_build_object('data', p_values - '{approved,reason}'::text[]) end,
    reason = left(p_values ->> 'reason', 2000), decided_by = lensers.get_auth_lenser_id()
  where r.run_id = p_run_id and r.node_id = p_node_id and r.status in ('asked', 'unknown')
    and (encode(r.request_hash, 'hex'), case r.status when 'asked' then 'approve_request' else 'unknown_outcome' end) = (
      select e.payload #>> '{ask,request_hash}', e.payload #>> '{ask,kind}'
      from lenses.workflow_run_events e
      where e.run_id = p_run_id and e.node_id = p_node_id and e.type = 'node.blocked'
      order by e.event_id desc limit 1)
$$;
