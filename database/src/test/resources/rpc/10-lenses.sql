-- Lenses: create, update, publish, read, search, clone, archive, delete.
-- Fixture: lens 1 private, 2 public (with draft 102), 3 unlisted, 4 public draft, all of the owner; 5 the agent's; 6 the stranger's; 7 the suspended person's.

-- owner: a new lens is a private draft with revision 1
select public.fn_create_lens('private', 'Hello [[name]]', '  My  Lens! ')
-- owner: see
select l.status || ' ' || l.visibility || ' ' || l.slug || ' ' || l.revision from lenses.lenses l where l.title = 'My  Lens!'
=> draft private my-lens 1

-- owner: labels become parameters, typed by p_params, by their hint, or as text
select public.fn_create_lens('private', '[[a]] [[b:integer!]] [[C d]]', 'new', p_params => '[{"label": "c D", "tool_key": "select_option", "options": ["x"]}]')
-- owner: see
select string_agg((p ->> 'label') || ':' || (p ->> 'type') || ':' || (p ->> 'required'), ' ' order by (p ->> 'ordinal')::int)
from lenses.lenses l join lenses.versions v on v.lens_id = l.id, jsonb_array_elements(public.fn_get_lens_version_parameters(v.id)) p
where l.title = 'new'
=> c D:select:true a:text:true b:integer:false

-- owner: two lenses of one title have two slugs
select public.fn_create_lens('private', 'x', 'public published')
-- owner: see
select slug from lenses.lenses where title = 'public published' order by slug
=> public-published · public-published-2

-- owner: tags
select public.fn_create_lens('private', 'x', 'new', p_tag_ids => array(select id from lenses.tags where slug in ('writing', 'data')))
-- owner: see
select l.tags::text from lenses.lenses l where l.title = 'new'
=> {data,writing}

-- stranger: a lens derived from an unlisted one that the stranger has the link to
select public.fn_create_lens('private', 'x', 'new', p_parent_lens_id => 'lens/3')
-- stranger: see
select l.parent_lens_id from lenses.lenses l where l.title = 'new'
=> d0000000-0000-7000-8000-000000000003

-- anon: no rights
select public.fn_create_lens('private', 'x', 't')
=> ! 42501

-- suspended: not active
select public.fn_create_lens('private', 'x', 't')
=> ! 42501 profile_not_active

-- stranger: a private parent is not found
select public.fn_create_lens('private', 'x', 't', p_parent_lens_id => 'lens/1')
=> ! P0002 lens_not_found

-- owner: empty title
select public.fn_create_lens('private', 'x', '  ')
=> ! 22023 bad_title

-- owner: title too long
select public.fn_create_lens('private', 'x', repeat('x', 201))
=> ! 22023 bad_title

-- owner: empty body
select public.fn_create_lens('private', '', 't')
=> ! 22023 bad_body

-- owner: no body
select public.fn_create_lens('private', null, 't')
=> ! 22023 bad_body

-- owner: body too large
select public.fn_create_lens('private', repeat('x', 262145), 't')
=> ! 22023 bad_body

-- owner: body just small enough
select public.fn_create_lens('private', repeat('x', 262144), 't') is not null
=> t

-- owner: unknown visibility
select public.fn_create_lens('secret', 'x', 't')
=> ! 22023 bad_visibility

-- owner: unknown type hint
select public.fn_create_lens('private', '[[x:colour]]', 't')
=> ! 22023 unknown_type

-- owner: unknown tag
select public.fn_create_lens('private', 'x', 't', p_tag_ids => array['lens/1']::uuid[])
=> ! 22023 unknown_tag

-- owner: unknown tool
select public.fn_create_lens('private', '[[x]]', 't', p_params => '[{"label": "x", "tool_key": "nope"}]')
=> ! 22023 bad_params

-- owner: a label twice, in other letters
select public.fn_create_lens('private', '[[x]]', 't', p_params => '[{"label": "x"}, {"label": "X "}]')
=> ! 22023 bad_params

-- owner: a label of the wrong form
select public.fn_create_lens('private', '[[x]]', 't', p_params => '[{"label": "a.b"}]')
=> ! 22023 bad_params

-- owner: parameters that are no list
select public.fn_create_lens('private', '[[x]]', 't', p_params => '{"label": "x"}')
=> ! 22023 bad_params

-- owner: a default of the wrong type
select public.fn_create_lens('private', '[[x]]', 't', p_params => '[{"label": "x", "tool_key": "integer", "default_value": "many"}]')
=> ! 22023 bad_params

-- owner: an output contract must declare its kinds
select public.fn_create_lens('private', 'x', 't', p_output_contract => '{"kind": "summary"}')
=> ! 22023 bad_contract

-- owner: a contract field of an unknown type
select public.fn_create_lens('private', 'x', 't', p_input_contract => '{"fields": {"a": {"type": "colour"}}}')
=> ! 22023 bad_contract

-- owner: an unknown key of a contract
select public.fn_create_lens('private', 'x', 't', p_input_contract => '{"stict": true}')
=> ! 22023 bad_contract

-- owner: an empty contract is none
select public.fn_create_lens('private', 'x', 'new', p_input_contract => '{}')
-- owner: see
select v.input_contract is null from lenses.versions v join lenses.lenses l on l.id = v.lens_id where l.title = 'new'
=> t

-- owner: a change of title only
select public.fn_update_lens('lens/1', p_title => 'renamed')
-- owner: see
select title || ' ' || revision || ' ' || (select count(*) from lenses.versions where lens_id = 'lens/1') from lenses.lenses where id = 'lens/1'
=> renamed 2 1

-- owner: a body goes to a new draft made from the newest version
select public.fn_update_lens('lens/1', 'Say [[word]] and [[more:integer]]')
-- owner: see
select string_agg(v.version_number || ' ' || v.status, ', ' order by v.version_number) from lenses.versions v where v.lens_id = 'lens/1'
=> 1 published, 2 draft

-- owner: a body goes to the standing draft
select public.fn_update_lens('lens/2', 'new [[other]]')
-- owner: see
select v.template_body || (select string_agg(p.label, ',') from lenses.version_parameters p where p.version_id = v.id)
from lenses.versions v where v.id = 'version/102'
=> new [[other]]other

-- owner: settings of a person stay with a label that leaves the body, and are told
select public.fn_update_lens('lens/2', p_params => '[{"label": "word", "tool_key": "text", "optional": true}]')
-- owner: without it
select public.fn_update_lens('lens/2', 'nothing left')
-- owner: see
select p ->> 'label' || ' ' || (p ->> 'in_body') from jsonb_array_elements(public.fn_get_lens_version_parameters('version/102')) p
=> word false

-- owner: the newest revision
select public.fn_update_lens('lens/1', p_title => 'renamed', p_revision => 1)
=> empty

-- owner: a stale revision
select public.fn_update_lens('lens/1', p_title => 'renamed', p_revision => 7)
=> ! 40001 stale_revision

-- stranger: a public lens of another
select public.fn_update_lens('lens/2', p_title => 'mine now')
=> ! 42501 not_author

-- stranger: an unlisted lens of another
select public.fn_update_lens('lens/3', p_title => 'mine now')
=> ! 42501 not_author

-- stranger: a private lens of another is not found
select public.fn_update_lens('lens/1', p_title => 'mine now')
=> ! P0002 lens_not_found

-- co_owner: a lens of the agent
select public.fn_update_lens('lens/5', p_title => 'ours')
-- co_owner: see
select title from lenses.lenses where id = 'lens/5'
=> ours

-- operator: may operate, not author
select public.fn_update_lens('lens/5', p_title => 'mine now')
=> ! P0002 lens_not_found

-- revoked: no longer
select public.fn_update_lens('lens/5', p_title => 'mine now')
=> ! P0002 lens_not_found

-- owner: revocation works on the next statement
select public.fn_revoke_agent_ownership(o.id) from agents.ownerships o where o.owner_lenser_id = 'profile/2'
-- co_owner: not any more
select public.fn_update_lens('lens/5', p_title => 'ours')
=> ! P0002 lens_not_found

-- owner: a new version takes over what a person set
select public.fn_update_lens('lens/1', p_params => '[{"label": "word", "tool_key": "integer", "help_text": "how many"}]')
-- owner: publish the draft
select public.fn_lenses_publish_version(v.id) from lenses.versions v where v.lens_id = 'lens/1' and v.status = 'draft'
-- owner: next
select (public.fn_lenses_create_version('lens/1', 'Now [[word]] [[two]]', 'why')).version_number
-- owner: see
select p.label || ' ' || t.key || ' ' || coalesce(p.help_text, '-') from lenses.version_parameters p join lenses.tools t on t.id = p.tool_id
  join lenses.versions v on v.id = p.version_id where v.lens_id = 'lens/1' and v.version_number = 3 order by p.ordinal
=> word integer how many · two text -

-- owner: the row comes back
select v.version_number || ' ' || v.status || ' ' || v.changelog from public.fn_lenses_create_version('lens/1', 'x', 'why') v
=> 2 draft why

-- owner: there is a draft already
select public.fn_lenses_create_version('lens/2', 'x')
=> ! 55000 draft_exists

-- owner: the parent must be of the same lens
select public.fn_lenses_create_version('lens/1', 'x', p_parent_version_id => 'version/2')
=> ! P0002 version_not_found

-- stranger: not the author
select public.fn_lenses_create_version('lens/2', 'x')
=> ! 42501 not_author

-- owner: publishing a first version publishes the lens
select public.fn_lenses_publish_version('version/4')
-- owner: see
select l.status || ' ' || (l.head_version_id = 'version/4') || ' ' || (v.published_at is not null) || ' ' || octet_length(v.content_hash)
from lenses.lenses l join lenses.versions v on v.id = l.head_version_id where l.id = 'lens/4'
=> published true true 32

-- owner: publishing twice is no error
select public.fn_lenses_publish_version('version/1')
=> empty

-- owner: an archived version stays archived
update lenses.versions set status = 'archived' where id = 'version/1' returning status
-- owner: again
select public.fn_lenses_publish_version('version/1')
=> ! 55000 illegal_transition

-- stranger: a draft of another is not found
select public.fn_lenses_publish_version('version/102')
=> ! P0002 version_not_found

-- stranger: a published version of another
select public.fn_lenses_publish_version('version/2')
=> ! 42501 not_author

-- owner: a published version is immutable
update lenses.versions set template_body = 'other' where id = 'version/1' returning 1
=> ! 55000 version_immutable

-- owner: and so are its parameters
update lenses.version_parameters set optional = true where version_id = 'version/1' returning 1
=> ! 55000 version_immutable

-- owner: a table update by an old revision
update lenses.lenses set title = 'x', revision = 5 where id = 'lens/1' returning 1
=> ! 40001 stale_revision

-- owner: a lens is not given away
update lenses.lenses set lenser_id = 'profile/5' where id = 'lens/1' returning 1
=> ! 42501

-- stranger: a lens is not made for somebody else
insert into lenses.lenses (lenser_id, title) values ('profile/1', 'x') returning 1
=> ! 42501
