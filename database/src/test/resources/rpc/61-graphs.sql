-- Nodes, edges, versions.

-- owner: a node without an id is new, gets a label and counts a revision
select label || ' ' || kind || ' ' || ordinal || ' ' || revision from public.fn_upsert_workflow_nodes('workflow/1', '[{"ordinal": 5, "config": {"template_body": "x"}}]')
=> node 3 lens 5 2

-- owner: keys left out keep their value
select label || ' ' || position_x || ' ' || (lens_id is null) from public.fn_upsert_workflow_nodes('workflow/1',
  jsonb_build_array(jsonb_build_object('id', 'f1000000-0000-7000-8100-000000000001', 'position_x', 7.5)))
=> node 1 7.5 true

-- owner: two nodes swap labels in one call
select label from public.fn_upsert_workflow_nodes('workflow/1', '[{"id": "f1000000-0000-7000-8100-000000000001", "label": "node 2"},
  {"id": "f1000000-0000-7000-8200-000000000001", "label": "node 1"}]')
=> node 2 · node 1

-- owner: a version alone names its lens
select lens_id = 'lens/2' from public.fn_upsert_workflow_nodes('workflow/1', jsonb_build_array(jsonb_build_object('version_id', 'version/2')))
=> t

-- stranger: another's public lens is allowed
select label from public.fn_upsert_workflow_nodes('workflow/6', jsonb_build_array(jsonb_build_object('label', 'say', 'lens_id', 'lens/2')))
=> say

-- stranger: another's private lens is not found
select label from public.fn_upsert_workflow_nodes('workflow/6', jsonb_build_array(jsonb_build_object('lens_id', 'lens/1')))
=> ! P0002 lens_not_found

-- stranger: nor is another's draft version
select label from public.fn_upsert_workflow_nodes('workflow/6', jsonb_build_array(jsonb_build_object('version_id', 'version/102')))
=> ! P0002 version_not_found

-- owner: a version of another lens
select label from public.fn_upsert_workflow_nodes('workflow/1', jsonb_build_array(jsonb_build_object('lens_id', 'lens/1', 'version_id', 'version/2')))
=> ! 22023 version_of_other_lens

-- owner: a node of another workflow
select label from public.fn_upsert_workflow_nodes('workflow/1', '[{"id": "f1000000-0000-7000-8100-000000000006", "label": "mine now"}]')
=> ! 42501 foreign_node

-- owner: a label twice
select label from public.fn_upsert_workflow_nodes('workflow/1', '[{"label": "node 1"}]')
=> ! 23505 duplicate_label

-- owner: not a list
select label from public.fn_upsert_workflow_nodes('workflow/1', '{"label": "x"}')
=> ! 22023 bad_nodes

-- owner: a position that is no number
select label from public.fn_upsert_workflow_nodes('workflow/1', '[{"label": "x"}, {"position_x": "left"}]')
=> ! 22023 bad_nodes

-- owner: the same node twice in one call
select label from public.fn_upsert_workflow_nodes('workflow/1', '[{"id": "f1000000-0000-7000-8100-000000000001"}, {"id": "f1000000-0000-7000-8100-000000000001"}]')
=> ! 22023 bad_nodes

-- owner: more nodes than a workflow may have
select label from public.fn_upsert_workflow_nodes('workflow/1', (select jsonb_agg(jsonb_build_object('label', 'n' || i)) from generate_series(1, 1999) i))
=> ! 54000 too_many_nodes

-- owner: as many as it may have
select count(*) from public.fn_upsert_workflow_nodes('workflow/1', (select jsonb_agg(jsonb_build_object('label', 'n' || i)) from generate_series(1, 1998) i))
=> 1998

-- owner: an old revision
select label from public.fn_upsert_workflow_nodes('workflow/1', '[]', 9)
=> ! 40001 stale_revision

-- stranger: not the author
select label from public.fn_upsert_workflow_nodes('workflow/2', '[]')
=> ! 42501 not_author

-- owner: edges are replaced as a set
select source_output_key || ' ' || merge_strategy || ' ' || ordinal || ' ' || condition || ' ' || revision from public.fn_upsert_workflow_edges('workflow/1',
  '[{"source_node_id": "f1000000-0000-7000-8200-000000000001", "target_node_id": "f1000000-0000-7000-8100-000000000001",
     "target_param_label": " word ", "source_output_key": "items[0]", "merge_strategy": "concat", "condition": {"type": "present"}, "ordinal": 3}]')
=> items[0] concat 3 {"type": "present"} 2

-- owner: and what is left out is gone
select count(*) from public.fn_upsert_workflow_edges('workflow/1', '[]')
-- owner: look
select count(*) from public.fn_get_workflow_edges('workflow/1')
=> 0

-- owner: a cycle
select id from public.fn_upsert_workflow_edges('workflow/1',
  '[{"source_node_id": "f1000000-0000-7000-8200-000000000001", "target_node_id": "f1000000-0000-7000-8100-000000000001", "target_param_label": "a"},
    {"source_node_id": "f1000000-0000-7000-8100-000000000001", "target_node_id": "f1000000-0000-7000-8200-000000000001", "target_param_label": "b"}]')
=> ! 23514 cycle_detected

-- owner: a loop
select id from public.fn_upsert_workflow_edges('workflow/1',
  '[{"source_node_id": "f1000000-0000-7000-8100-000000000001", "target_node_id": "f1000000-0000-7000-8100-000000000001", "target_param_label": "a"}]')
=> ! 23514 cycle_detected

-- owner: the same edge twice
select id from public.fn_upsert_workflow_edges('workflow/1',
  '[{"source_node_id": "f1000000-0000-7000-8100-000000000001", "target_node_id": "f1000000-0000-7000-8200-000000000001", "target_param_label": "a"},
    {"source_node_id": "f1000000-0000-7000-8100-000000000001", "target_node_id": "f1000000-0000-7000-8200-000000000001", "target_param_label": "a"}]')
=> ! 23505 duplicate_edge

-- owner: an end in another workflow
select id from public.fn_upsert_workflow_edges('workflow/1',
  '[{"source_node_id": "f1000000-0000-7000-8100-000000000001", "target_node_id": "f1000000-0000-7000-8100-000000000002", "target_param_label": "a"}]')
=> ! 22023 unknown_node

-- owner: an edge of another workflow
select id from public.fn_upsert_workflow_edges('workflow/1', (select jsonb_agg(to_jsonb(e)) from public.fn_get_workflow_edges('workflow/2') e))
=> ! 42501 foreign_edge

-- owner: an unknown merge strategy
select id from public.fn_upsert_workflow_edges('workflow/1',
  '[{"source_node_id": "f1000000-0000-7000-8100-000000000001", "target_node_id": "f1000000-0000-7000-8200-000000000001", "target_param_label": "a", "merge_strategy": "zip"}]')
=> ! 22023 bad_edges

-- owner: more edges than a workflow may have
select id from public.fn_upsert_workflow_edges('workflow/1', (select jsonb_agg('{}'::jsonb) from generate_series(1, 10001)))
=> ! 54000 too_many_edges

-- stranger: not the author
select id from public.fn_upsert_workflow_edges('workflow/2', '[]')
=> ! 42501 not_author

-- owner: a node goes with its edges
select public.fn_delete_workflow_node('f1000000-0000-7000-8100-000000000001')
-- owner: look
select count(*) || ' ' || (select count(*) from public.fn_get_workflow_edges('workflow/1')) from public.fn_get_workflow_nodes('workflow/1')
=> 1 0

-- stranger: another's node is not found
select public.fn_delete_workflow_node('f1000000-0000-7000-8100-000000000001')
=> ! P0002 node_not_found

-- owner: an edge
select public.fn_delete_workflow_edge((select id from public.fn_get_workflow_edges('workflow/1')))
-- owner: look
select count(*) from public.fn_get_workflow_edges('workflow/1')
=> 0

-- stranger: another's edge is not found
select public.fn_delete_workflow_edge('f4000000-0000-7000-8000-000000000001')
=> ! P0002 edge_not_found

-- owner: what is missing is an error until the nodes have lenses, and only a wish where a run may give it
select code || ' ' || severity from public.fn_validate_workflow('workflow/1')
=> bad_config error · bad_config error

-- owner: a graph in order, but for an input
select count(*) from public.fn_upsert_workflow_nodes('workflow/1', '[{"id": "f1000000-0000-7000-8100-000000000001", "lens_id": "d0000000-0000-7000-8000-000000000001"},
  {"id": "f1000000-0000-7000-8200-000000000001", "lens_id": "d0000000-0000-7000-8000-000000000002"}]')
-- owner: validate
select message from public.fn_validate_workflow('workflow/1')
=> node "node 1" needs input "word"; connect it, give it a default, or pass it when you start a run

-- owner: a workflow within a workflow is pinned to its published version
select count(*) from public.fn_upsert_workflow_nodes('workflow/1', '[{"id": "f1000000-0000-7000-8100-000000000001", "kind": "sub_workflow", "config": {"workflow_id": "f0000000-0000-7000-8000-000000000002"}},
  {"id": "f1000000-0000-7000-8200-000000000001", "lens_id": "d0000000-0000-7000-8000-000000000002"}]')
-- owner: validate it
select code from public.fn_validate_workflow('workflow/1')
=> nothing
-- owner: freeze it
select public.fn_create_workflow_version('workflow/1')
-- owner: what is pinned
select (v.graph #>> '{nodes,0,config,version_id}') = w.head_version_id::text and (v.graph #> '{nodes,0,child,parameters}') = '[]'
from lenses.workflows w, lenses.workflow_versions v where w.id = 'workflow/2' and v.workflow_id = 'workflow/1' order by v.version_number desc limit 1
=> t

-- owner: a workflow that nobody has published, or that is another's
select count(*) from public.fn_upsert_workflow_nodes('workflow/1', '[{"id": "f1000000-0000-7000-8100-000000000001", "kind": "sub_workflow", "config": {"workflow_id": "f0000000-0000-7000-8000-000000000003"}},
  {"id": "f1000000-0000-7000-8200-000000000001", "kind": "sub_workflow", "config": {"workflow_id": "f0000000-0000-7000-8000-000000000006"}}]')
-- owner: validate that
select code || ' ' || severity from public.fn_validate_workflow('workflow/1')
=> bad_config error · bad_config error

-- stranger: nothing to validate
select code from public.fn_validate_workflow('workflow/1')
=> ! P0002 workflow_not_found

-- owner: versions count up from the ones there are, and publishing moves the head
select count(*) from public.fn_upsert_workflow_nodes('workflow/1', '[{"id": "f1000000-0000-7000-8100-000000000001", "lens_id": "d0000000-0000-7000-8000-000000000001"},
  {"id": "f1000000-0000-7000-8200-000000000001", "lens_id": "d0000000-0000-7000-8000-000000000002"}]')
-- owner: freeze
select public.fn_create_workflow_version('workflow/1', 'first real one')
-- owner: publish
select public.fn_publish_workflow_version(v.id) from public.fn_get_workflow_versions('workflow/1') v where v.version_number = 2
-- owner: look
select version_number || ' ' || status || ' ' || node_count || ' ' || edge_count || ' ' || coalesce(changelog, '-') || ' ' || (public.fn_get_workflow('workflow/1') ->> 'status')
from public.fn_get_workflow_versions('workflow/1')
=> 2 published 2 1 first real one published · 1 published 0 0 - published

-- owner: a version pins the lens versions of its day
select count(*) from public.fn_upsert_workflow_nodes('workflow/1', '[{"id": "f1000000-0000-7000-8100-000000000001", "lens_id": "d0000000-0000-7000-8000-000000000002"}]')
-- owner: freeze
select public.fn_create_workflow_version('workflow/1')
-- owner: publish another lens version
select public.fn_lenses_publish_version('version/102')
-- owner: look
select nodes -> 0 -> 'lens' ->> 'version_number' from public.fn_get_workflow_versions('workflow/1') v, public.fn_get_workflow_version_snapshot(v.id) where v.version_number = 2
=> 1

-- stranger: cannot freeze
select public.fn_create_workflow_version('workflow/2')
=> ! 42501 not_author

-- owner: a graph with errors is not published
select public.fn_create_workflow_version('workflow/1')
-- owner: publish
select public.fn_publish_workflow_version(v.id) from public.fn_get_workflow_versions('workflow/1') v where v.version_number = 2
=> ! 23514 bad_config

-- owner: nor is an empty one
select public.fn_publish_workflow_version('f2000000-0000-7000-8000-000000000002')
=> ! 23514 empty_workflow

-- stranger: not the author
select public.fn_publish_workflow_version('f2000000-0000-7000-8000-000000000002')
=> ! 42501 not_author

-- stranger: not there
select public.fn_publish_workflow_version('f2000000-0000-7000-8000-000000000001')
=> ! P0002 version_not_found

-- owner: an old graph comes back, with the same node ids
select public.fn_create_workflow_version('workflow/1')
-- owner: change
select public.fn_delete_workflow_node('f1000000-0000-7000-8100-000000000001')
-- owner: back
select public.fn_restore_workflow_version(v.id) from public.fn_get_workflow_versions('workflow/1') v where v.version_number = 2
-- owner: look
select n.id::text || ' ' || (select count(*) from public.fn_get_workflow_edges('workflow/1')) from public.fn_get_workflow_nodes('workflow/1') n
=> f1000000-0000-7000-8100-000000000001 1 · f1000000-0000-7000-8200-000000000001 1

-- stranger: nothing to restore
select public.fn_restore_workflow_version('f2000000-0000-7000-8000-000000000001')
=> ! P0002 version_not_found

-- stranger: sees published versions only
select count(*) from public.fn_get_workflow_versions('workflow/2')
=> 1

-- stranger: none of a private workflow
select id from public.fn_get_workflow_versions('workflow/1')
=> ! P0002 workflow_not_found

-- anon: the graph of a published version
select nodes::text || edges::text from public.fn_get_workflow_version_snapshot('f2000000-0000-7000-8000-000000000002')
=> [][]

-- stranger: sees that a private lens works here, but not what it says
select count(*) from public.fn_get_workflow('workflow/2')
-- owner: publishes a graph with a private and a public lens
select count(*) from public.fn_upsert_workflow_nodes('workflow/2', '[{"id": "f1000000-0000-7000-8100-000000000002", "lens_id": "d0000000-0000-7000-8000-000000000001"},
  {"id": "f1000000-0000-7000-8200-000000000002", "lens_id": "d0000000-0000-7000-8000-000000000002"}]')
-- owner: freeze
select public.fn_create_workflow_version('workflow/2')
-- owner: publish
select public.fn_publish_workflow_version(v.id) from public.fn_get_workflow_versions('workflow/2') v where v.version_number = 2
-- stranger: look
select (n -> 'lens' ->> 'template_body') from public.fn_get_workflow_versions('workflow/2') v, public.fn_get_workflow_version_snapshot(v.id) s, jsonb_array_elements(s.nodes) n
where v.version_number = 2
=> null · Say [[word]]

-- stranger: no graph of a private workflow
select nodes from public.fn_get_workflow_version_snapshot('f2000000-0000-7000-8000-000000000001')
=> ! P0002 version_not_found
