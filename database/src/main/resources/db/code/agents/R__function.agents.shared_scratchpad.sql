-- The part of a run's scratchpad that a member may read: what those noted who share their context with it.
create or replace function agents.shared_scratchpad(p_run agents.team_runs, p_member_id uuid) returns jsonb
language sql stable set search_path = '' as $$
  select coalesce(jsonb_object_agg(n.key, n.value -> 'summary'), '{}')
  from jsonb_each(p_run.scratchpad) n
  where n.value ->> 'member_id' in (
    select e.source_member_id::text from agents.team_edges e
    where e.target_member_id = p_member_id and e.edge_type = 'shares_context')
$$;
