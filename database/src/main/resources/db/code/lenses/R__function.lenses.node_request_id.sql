-- The name under which the question of a run's node stands in the queue: always the same, and nobody else's.
create or replace function lenses.node_request_id(p_run_id uuid, p_node_id uuid) returns uuid
language sql immutable strict parallel safe set search_path = '' as $$
  select md5(uuid_send(p_run_id) || uuid_send(p_node_id))::uuid
$$;

grant execute on function lenses.node_request_id to authenticated, service_role, engine_worker;
