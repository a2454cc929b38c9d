-- The engine's own. Written by functions that check the claim, and by whoever answers the node.
drop policy if exists worker on engine.node_requests;
create policy worker on engine.node_requests for select to engine_worker using (true);

grant select on engine.node_requests to engine_worker;
