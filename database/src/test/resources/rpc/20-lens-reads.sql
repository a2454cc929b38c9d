-- Reading lenses. Unlisted ones are read by id and never listed.

-- owner: all versions
select version_number || ' ' || status || ' ' || parameter_count from public.fn_list_lens_versions('lens/2')
=> 2 draft 1 · 1 published 1

-- anon: only what is published
select version_number from public.fn_list_lens_versions('lens/2')
=> 1

-- anon: unlisted, by id
select version_number from public.fn_list_lens_versions('lens/3')
=> 1

-- stranger: private
select version_number from public.fn_list_lens_versions('lens/1')
=> nothing

-- owner: archived ones on request
update lenses.versions set status = 'archived' where id = 'version/102' returning 1
-- owner: without
select count(*) from public.fn_list_lens_versions('lens/2')
-- owner: with
select count(*) from public.fn_list_lens_versions('lens/2', true)
=> 2

-- anon: one version
select template_body from public.fn_get_lens_version_detail('version/2')
=> Say [[word]]

-- anon: a draft
select template_body from public.fn_get_lens_version_detail('version/102')
=> nothing

-- anon: parameters
select p ->> 'label' || ' ' || (p -> 'tool' ->> 'key') || ' ' || (p ->> 'in_body') from jsonb_array_elements(public.fn_get_lens_version_parameters('version/3')) p
=> word text true

-- stranger: parameters of a private lens
select public.fn_get_lens_version_parameters('version/1')
=> null

-- owner: contracts
select coalesce(input_contract::text, 'none') from public.fn_get_version_contracts('version/1')
=> none

-- stranger: contracts of a private lens
select 1 from public.fn_get_version_contracts('version/1')
=> nothing

-- owner: everything on one page
select (b -> 'head_version' ->> 'version_number') || (b -> 'published_version' ->> 'version_number') || (b -> 'draft_version' ->> 'version_number')
  || (b ->> 'versions_count') || (b -> 'used_by' ->> 'bindings') || (b -> 'author' ->> 'handle') || (b ->> 'is_mine')
from public.fn_get_lens_detail_bootstrap('lens/2') b
=> 21220ownertrue

-- anon: neither draft nor uses nor a private author
select (b -> 'head_version' ->> 'version_number') || coalesce(b -> 'draft_version' ->> 'id', '-') || (b ->> 'versions_count')
  || coalesce(b -> 'used_by' ->> 'workflows', '-') || coalesce(b ->> 'author', '-') || jsonb_array_length(b -> 'parameters')
from public.fn_get_lens_detail_bootstrap('lens/2') b
=> 1-1--1

-- anon: a private lens is not there
select public.fn_get_lens_detail_bootstrap('lens/1')
=> null

-- owner: mine and my agent's
select title from public.fn_get_my_lenses() order by title
=> private published · public draft · public published · the agent's own · unlisted published

-- owner: by tag
update lenses.lenses set tags = '{writing}' where id = 'lens/1' returning 1
-- owner: see
select title || ' ' || (tags -> 0 ->> 'name') from public.fn_get_my_lenses(p_tag_slug => 'writing')
=> private published Writing

-- owner: a page
select count(*) from public.fn_get_my_lenses(1, 2)
=> 2

-- owner: nothing is asked
select count(*) from public.fn_get_my_lenses(0, 0)
=> 0

-- suspended: not active
select * from public.fn_get_my_lenses()
=> ! 42501 profile_not_active

-- anon: public ones only
select title from public.fn_search_lenses()
=> public published

-- anon: by the beginnings of words
select title from public.fn_search_lenses('PUBL pub')
=> public published

-- anon: an unlisted lens is not found by words
select title from public.fn_search_lenses('unlisted')
=> nothing

-- anon: signs alone are no words
select title from public.fn_search_lenses('&|!:*')
=> nothing

-- stranger: of one author
select title from public.fn_search_lenses(p_owner_id => 'profile/1')
=> public published

-- owner: archived ones among one's own
select public.fn_archive_lens('lens/1') ->> 'status'
-- owner: see
select status from public.fn_search_lenses('private', 'profile/1')
=> archived

-- stranger: a private copy of an unlisted lens, as draft
select public.fn_clone_lens('lens/3')
-- stranger: see
select l.visibility || ' ' || l.status || ' ' || l.title || ' ' || v.template_body || ' ' || (l.parent_lens_id = 'lens/3') || (l.forked_from_version_id = 'version/3')
  || (select count(*) from lenses.version_parameters p where p.version_id = v.id)
from lenses.lenses l join lenses.versions v on v.lens_id = l.id where l.parent_lens_id is not null
=> private draft unlisted published Say [[word]] truetrue1

-- stranger: a draft version is not copied
select public.fn_clone_lens('lens/2', 'version/102')
=> ! P0002 version_not_found

-- stranger: a private lens is not copied
select public.fn_clone_lens('lens/1')
=> ! P0002 lens_not_found

-- anon: nobody to copy for
select public.fn_clone_lens('lens/2')
=> ! 42501

-- stranger: the family
select public.fn_clone_lens('lens/2')
-- stranger: see
select string_agg((t ->> 'depth') || ' ' || (t ->> 'title'), ', ' order by t ->> 'depth') from jsonb_array_elements(public.fn_get_lens_fork_tree('lens/2')) t
=> 0 public published, 1 public published

-- stranger: a private fork is seen by its author alone
select public.fn_clone_lens('lens/2')
-- owner: see
select jsonb_array_length(public.fn_get_lens_fork_tree('lens/2'))
=> 1

-- anon: a private lens has no family
select public.fn_get_lens_fork_tree('lens/1')
=> null

-- owner: archive, and nobody else reads it
select public.fn_archive_lens('lens/2') ->> 'status'
-- stranger: see
select public.fn_get_lens_detail_bootstrap('lens/2')
=> null

-- owner: archive twice
select public.fn_archive_lens('lens/2') ->> 'status'
-- owner: again
select public.fn_archive_lens('lens/2') ->> 'status'
=> archived

-- owner: an archived lens does not change
select public.fn_archive_lens('lens/2') ->> 'status'
-- owner: try
select public.fn_update_lens('lens/2', p_title => 'x')
=> ! 55000 lens_archived

-- stranger: not the author
select public.fn_archive_lens('lens/2')
=> ! 42501 not_author

-- owner: back to what it was
select public.fn_archive_lens('lens/2') ->> 'status'
-- owner: restore
select public.fn_restore_lens('lens/2') ->> 'status'
=> published

-- owner: back as draft without a published version
select public.fn_archive_lens('lens/4') ->> 'status'
-- owner: restore
select public.fn_restore_lens('lens/4') ->> 'status'
=> draft

-- stranger: not the author
select public.fn_restore_lens('lens/3')
=> ! 42501 not_author

-- owner: deleted with its versions
select public.fn_delete_lens('lens/2')
-- owner: see
select count(*) = 0 from lenses.versions where lens_id = 'lens/2'
=> t

-- owner: bound to an agent
select public.fn_delete_lens('lens/1')
=> ! 55000 has_dependants

-- stranger: not the author
select public.fn_delete_lens('lens/2')
=> ! 42501 not_author

-- stranger: private ones are not found
select public.fn_delete_lens('lens/1')
=> ! P0002 lens_not_found

-- owner: gone
select public.fn_delete_lens('lens/2')
-- owner: deleting what is gone
select public.fn_delete_lens('lens/2')
=> ! P0002 lens_not_found

-- anon: types of parameters
select t ->> 'key' from jsonb_array_elements(public.fn_list_tools('input')) t
=> text · integer · select_option

-- anon: no such category
select jsonb_array_length(public.fn_list_tools('battle'))
=> 0

-- anon: rendered
select public.fn_render_version_body('version/2', '{" WORD ": "[[word]]"}')
=> Say [[word]]

-- anon: everything wrong in one error
select public.fn_render_version_body('version/2', '{"other": 1}')
=> ! 22023 invalid_input

-- anon: too long for its type
select public.fn_render_version_body('version/2', jsonb_build_object('word', repeat('x', 501)))
=> ! 22023 invalid_input

-- anon: inputs that are no object
select public.fn_render_version_body('version/2', '[]')
=> ! 22023 invalid_input

-- anon: an unlisted lens, by id
select public.fn_render_version_body('version/3', '{"word": "hi"}')
=> Say hi

-- stranger: a draft is not found
select public.fn_render_version_body('version/102', '{"word": "hi"}')
=> ! P0002 version_not_found

-- owner: a preset
select (public.fn_create_saved_preset('lens/1', 'version/1', ' short ', 'note', '{"Word": "hi"}')) ->> 'name'
=> short

-- stranger: a preset for a public lens
select (public.fn_create_saved_preset('lens/2', 'version/2', 'theirs', p_values => '{"word": "hi"}')) -> 'values' ->> 'word'
=> hi

-- owner: the same name again
select public.fn_create_saved_preset('lens/2', 'version/2', 'mine')
=> ! 23505 preset_exists

-- owner: no such label
select public.fn_create_saved_preset('lens/2', 'version/2', 'x', p_values => '{"nope": 1}')
=> ! 22023 unknown_label

-- owner: no name
select public.fn_create_saved_preset('lens/2', 'version/2', '  ')
=> ! 22023 bad_name

-- owner: a version of another lens
select public.fn_create_saved_preset('lens/1', 'version/2', 'x')
=> ! P0002 version_not_found

-- stranger: a private version
select public.fn_create_saved_preset('lens/1', 'version/1', 'x')
=> ! P0002 version_not_found

-- owner: changed
select (public.fn_update_saved_preset(p.id, p_values => '{"word": "ho"}')) ->> 'name' from lenses.saved_presets p
=> mine

-- owner: no such label
select public.fn_update_saved_preset(p.id, p_values => '{"nope": 1}') from lenses.saved_presets p
=> ! 22023 unknown_label

-- stranger: a preset that is not there
select public.fn_update_saved_preset('lens/1', 'x')
=> ! P0002 preset_not_found

-- owner: listed
select p ->> 'name' from jsonb_array_elements(public.fn_list_saved_presets('version/2')) p
=> mine

-- stranger: other people's presets
select jsonb_array_length(public.fn_list_saved_presets('version/2'))
=> 0

-- owner: deleted
select public.fn_delete_saved_preset(p.id) from lenses.saved_presets p
-- owner: see
select count(*) = 0 from lenses.saved_presets
=> t

-- owner: deleting what is there
select public.fn_delete_saved_preset(p.id) from lenses.saved_presets p
=> empty

-- stranger: a preset that is not there
select public.fn_delete_saved_preset('lens/1')
=> ! P0002 preset_not_found

-- owner: what breaks
select public.fn_update_lens('lens/2', 'Say [[loud:integer]] [[soft!]]', p_output_contract => '{"kind": "k", "artifactKind": "a"}')
-- owner: see
select (d -> 'body' ->> 'changed') || ' ' || (d ->> 'breaking') || ' ' || (select string_agg((c ->> 'code') || ' ' || (c ->> 'name'), ', ')
  from jsonb_array_elements(d -> 'breaking_changes') c)
from public.fn_diff_lens_versions('version/2', 'version/102') d
=> true true parameter_now_required loud, parameter_removed word

-- owner: nothing breaks between equal versions
select d ->> 'breaking' from public.fn_diff_lens_versions('version/2', 'version/102') d
=> false

-- owner: an output that promises less
select public.fn_update_lens('lens/2', p_output_contract => '{"kind": "k", "artifactKind": "a", "fields": {"x": {"type": "string", "required": true}}}')
-- owner: publish
select public.fn_lenses_publish_version('version/102')
-- owner: next
select public.fn_update_lens('lens/2', p_output_contract => '{"kind": "k2", "artifactKind": "a", "fields": {"x": {"type": "number"}}}')
-- owner: see
select string_agg(c ->> 'code', ', ' order by c ->> 'code')
from lenses.versions v, jsonb_array_elements(public.fn_diff_lens_versions('version/102', v.id) -> 'breaking_changes') c
where v.lens_id = 'lens/2' and v.version_number = 3
=> output_kind_changed, output_no_longer_promised, output_type_changed

-- stranger: a draft is not found
select public.fn_diff_lens_versions('version/2', 'version/102')
=> ! P0002 version_not_found
