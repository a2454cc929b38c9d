-- Some nodes of a graph and everything that edges lead to from them.
create or replace function lenses.descendants(p_graph jsonb, p_node_ids uuid[]) returns uuid[]
language sql immutable parallel safe set search_path = '' as $$
  with recursive edge as (
    select e.source_node_id as source, e.target_node_id as target
    from jsonb_to_recordset(p_graph -> 'edges') e (source_node_id uuid, target_node_id uuid)
  ), reached (id) as (
    select unnest(p_node_ids)
    union
    select e.target from reached r join edge e on e.source = r.id
  )
  select coalesce(array_agg(r.id), '{}') from reached r
$$;
