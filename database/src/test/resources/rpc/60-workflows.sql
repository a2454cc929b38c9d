-- Workflows: create, update, read, list, clone, archive, delete.
-- Fixture: workflow 1 private, 2 public and published, 3 public draft, all of the owner; 5 the agent's; 6 the stranger's. Each has the
-- nodes "node 1" → "node 2" without a lens; the published version of 2 is empty.

-- owner: a new workflow is a private draft
select slug || ' ' || status || ' ' || visibility || ' ' || revision || ' ' || title from public.fn_create_workflow('  My  flow! ')
=> my-flow draft private 1 My  flow!

-- owner: two workflows of one title have two slugs
select slug from public.fn_create_workflow('Twice')
-- owner: and again
select slug from public.fn_create_workflow('twice')
=> twice-2

-- anon: no rights
select id from public.fn_create_workflow('x')
=> ! 42501

-- suspended: not active
select id from public.fn_create_workflow('x')
=> ! 42501 profile_not_active

-- owner: no title
select id from public.fn_create_workflow('  ')
=> ! 22023 bad_title

-- owner: a title too long
select id from public.fn_create_workflow(repeat('x', 201))
=> ! 22023 bad_title

-- owner: an unknown visibility
select id from public.fn_create_workflow('x', p_visibility => 'secret')
=> ! 22023 bad_visibility

-- owner: a new title leaves the slug and counts a revision
select title || ' ' || visibility || ' ' || revision from public.fn_update_workflow('workflow/1', 'New', 'd', 'unlisted', 1)
=> New unlisted 2

-- co_owner: a manager changes what the agent wrote
select title from public.fn_update_workflow('workflow/5', 'New')
=> New

-- owner: somebody else was faster
select title from public.fn_update_workflow('workflow/1', 'New', p_revision => 7)
=> ! 40001 stale_revision

-- stranger: readable, but not the author
select title from public.fn_update_workflow('workflow/2', 'New')
=> ! 42501 not_author

-- stranger: invisible
select title from public.fn_update_workflow('workflow/1', 'New')
=> ! P0002 workflow_not_found

-- operator: an operator is no manager
select title from public.fn_update_workflow('workflow/5', 'New')
=> ! P0002 workflow_not_found

-- owner: archived
select public.fn_archive_workflow('workflow/1') ->> 'status'
-- owner: then change
select title from public.fn_update_workflow('workflow/1', 'New')
=> ! 55000 workflow_archived

-- owner: by id, by slug and by handle and slug
select string_agg(public.fn_get_workflow(ref) ->> 'title', ', ') from unnest(array['F0000000-0000-7000-8000-000000000001', 'draft', 'owner/public']) ref
=> private, public draft, public published

-- anon: a public workflow, without what only planning needs
select (w ->> 'slug') || ' ' || (w ? 'planned_version_id') from public.fn_get_workflow('public') w
=> public false

-- stranger: a private one is as if it were not there
select public.fn_get_workflow('workflow/1')
=> null

-- stranger: neither is a draft, however public
select public.fn_get_workflow('owner/draft')
=> null

-- stranger: an unlisted one is found by its id
select count(*)::text from lenses.workflows
-- owner: who makes it unlisted
select title from public.fn_update_workflow('workflow/2', 'unlisted', null, 'unlisted')
-- stranger: reads it
select (public.fn_get_workflow('workflow/2') ->> 'title') || ' ' || (select count(*) from public.fn_list_template_workflows())
=> unlisted 0

-- anon: detail with author and parent
select title || ' ' || fork_count || ' ' || coalesce(author_profile ->> 'handle', 'hidden') from public.fn_get_workflow_detail('workflow/2')
=> public published 0 hidden

-- stranger: no row for what is invisible
select title from public.fn_get_workflow_detail('workflow/1')
=> nothing

-- owner: everything an editor needs
select (workflow ->> 'title') || ' ' || jsonb_array_length(nodes) || ' ' || jsonb_array_length(edges) from public.fn_get_workflow_bootstrap('workflow/1')
=> private 2 1

-- stranger: sees the published graph, which is empty, not the one being edited
select (workflow ->> 'title') || ' ' || jsonb_array_length(nodes) || ' ' || jsonb_array_length(edges) from public.fn_get_workflow_bootstrap('workflow/2')
=> public published 0 0

-- stranger: nothing of a private one
select workflow from public.fn_get_workflow_bootstrap('workflow/1')
=> nothing

-- owner: nodes in order
select label from public.fn_get_workflow_nodes('workflow/1')
=> node 1 · node 2

-- stranger: no nodes of a private one
select label from public.fn_get_workflow_nodes('workflow/1')
=> ! P0002 workflow_not_found

-- owner: edges
select target_param_label || ' ' || merge_strategy from public.fn_get_workflow_edges('workflow/1')
=> word last_write_wins

-- stranger: no edges of a private one
select id from public.fn_get_workflow_edges('workflow/1')
=> ! P0002 workflow_not_found

-- owner: own workflows, by title
select slug from public.fn_get_my_workflows('profile/1', p_sort => 'title')
=> private · draft · public

-- owner: found by a word, of one visibility, one page
select slug from public.fn_get_my_workflows('profile/1', p_search => 'PUBLIC', p_visibility => 'public', p_limit => 1, p_offset => 1, p_sort => 'title')
=> public

-- co_owner: of a managed agent
select slug from public.fn_get_my_workflows('profile/a1')
=> agent

-- stranger: not somebody else's
select slug from public.fn_get_my_workflows('profile/1')
=> ! 42501 not_yourself

-- owner: an unknown order
select slug from public.fn_get_my_workflows('profile/1', p_sort => 'revision')
=> ! 22023 bad_sort

-- anon: what everybody may run
select title || ' ' || node_count || ' ' || executions_30d from public.fn_list_template_workflows()
=> public published 0 2

-- anon: nothing of that name
select title from public.fn_list_template_workflows(p_search => 'no such thing')
=> nothing

-- stranger: a copy of the published graph, private and with its parent
select slug || ' ' || visibility || ' ' || (parent_workflow_id = 'workflow/2') from public.fn_clone_workflow('workflow/2')
=> public-published private true

-- owner: a copy of the own graph has nodes and edges of its own
select id from public.fn_clone_workflow('workflow/1')
-- owner: look
select count(*) || ' ' || count(distinct n.workflow_id) || ' ' || (select count(*) from lenses.workflow_edges e where e.workflow_id = any (array_agg(n.workflow_id)))
from lenses.workflow_nodes n join lenses.workflows w on w.id = n.workflow_id where w.title = 'private'
=> 4 2 2

-- stranger: nothing to copy
select id from public.fn_clone_workflow('workflow/1')
=> ! P0002 workflow_not_found

-- owner: archived and back
select public.fn_archive_workflow('workflow/2') ->> 'status'
-- owner: back as it was
select public.fn_restore_workflow('workflow/2') ->> 'status'
=> published

-- owner: archived, nobody else sees it
select public.fn_archive_workflow('workflow/2') ->> 'status'
-- stranger: looks
select public.fn_get_workflow('workflow/2')
=> null

-- stranger: cannot archive
select public.fn_archive_workflow('workflow/2')
=> ! 42501 not_author

-- owner: archiving twice
select public.fn_archive_workflow('workflow/1') ->> 'status'
-- owner: again
select public.fn_archive_workflow('workflow/1') ->> 'status'
=> ! 55000 workflow_archived

-- owner: nothing to restore
select public.fn_restore_workflow('workflow/1')
=> ! 55000 workflow_not_archived

-- owner: gone for good
select public.fn_delete_workflow('workflow/1') ->> 'deleted'
=> true

-- owner: a workflow that ran stays
select public.fn_delete_workflow('workflow/2')
=> ! 55000 has_dependants

-- stranger: cannot delete
select public.fn_delete_workflow('workflow/1')
=> ! P0002 workflow_not_found
