-- Memory: write, read, redact, search; each use is noted.

-- owner: write
select public.fn_write_memory_entry('remembers/a1', 'project', 'user', 'likes coffee')
-- engine_worker: an entry
select m.content || ' ' || m.confidence || ' ' || l.action from agents.memories m join agents.memory_access_logs l on l.memory_id = m.id where m.content = 'likes coffee'
=> likes coffee 0.5 write

-- owner: no such scope
select public.fn_write_memory_entry('remembers/a1', 'world', 'user', 'x')
=> ! 22023 bad_scope

-- owner: no such source
select public.fn_write_memory_entry('remembers/a1', 'project', 'god', 'x')
=> ! 22023 bad_source

-- owner: no content
select public.fn_write_memory_entry('remembers/a1', 'project', 'user', '')
=> ! 22023 bad_memory

-- owner: too long
select public.fn_write_memory_entry('remembers/a1', 'project', 'user', repeat('x', 20001))
=> ! 54000 memory_too_large

-- operator: no scope
select public.fn_write_memory_entry('remembers/a1', 'project', 'user', 'x')
=> ! 42501 missing_scope

-- owner: not found
select public.fn_write_memory_entry('remembers/a2', 'project', 'user', 'x')
=> ! P0002 memory_profile_not_found

-- owner: a run of another agent
select public.fn_write_memory_entry('remembers/a1', 'project', 'user', 'x', p_team_run_id => 'teamrun/a2')
=> ! P0002 team_run_not_found

-- owner: two more
select public.fn_write_memory_entry('remembers/a1', 'project', 'user', 'drinks coffee', 0.9), public.fn_write_memory_entry('remembers/a1', 'global', 'user', 'old', 0.8, now() - interval '1 day')
-- owner: the surest first, nothing expired
select content from public.fn_read_memory_entries('remembers/a1')
=> drinks coffee · likes tea

-- owner: two more
select public.fn_write_memory_entry('remembers/a1', 'project', 'user', 'drinks coffee', 0.9), public.fn_write_memory_entry('remembers/a1', 'global', 'user', 'old', 0.8, now() - interval '1 day')
-- owner: of one scope
select content from public.fn_read_memory_entries('remembers/a1', 'global')
=> nothing

-- owner: two more
select public.fn_write_memory_entry('remembers/a1', 'project', 'user', 'drinks coffee', 0.9), public.fn_write_memory_entry('remembers/a1', 'global', 'user', 'old', 0.8, now() - interval '1 day')
-- owner: read
select content from public.fn_read_memory_entries('remembers/a1')
-- owner: each entry read is noted
select count(*) from agents.memory_access_logs where action = 'read'
=> 2

-- owner: not found
select content from public.fn_read_memory_entries('remembers/a2')
=> ! P0002 memory_profile_not_found

-- owner: redact
select public.fn_redact_memory_entry('memory/a1', 'asked for')
-- engine_worker: the row stays
select content || ' ' || is_redacted || ' ' || metadata || ' ' || (search = '') from agents.memories where id = 'memory/a1'
=> [redacted] true {} true

-- owner: redact
select public.fn_redact_memory_entry('memory/a1', 'asked for')
-- owner: it is found no more
select count(*) from public.fn_search_memory_entries('tea')
=> 0

-- owner: redact
select public.fn_redact_memory_entry('memory/a1', 'asked for')
-- owner: nor read
select content from public.fn_read_memory_entries('remembers/a1')
=> nothing

-- owner: redact
select public.fn_redact_memory_entry('memory/a1', 'asked for')
-- owner: the reason is kept
select string_agg(l ->> 'action', ' ' order by l ->> 'action') || ' ' || max(l -> 'context' ->> 'reason') from public.fn_list_memory_access_logs('memory/a1') l
=> redact write asked for

-- owner: redact
select public.fn_redact_memory_entry('memory/a1', 'asked for')
-- owner: for good
select public.fn_redact_memory_entry('memory/a1')
=> ! 55000 memory_redacted

-- owner: not found
select public.fn_redact_memory_entry('memory/a2')
=> ! P0002 memory_not_found

-- operator: no scope
select public.fn_redact_memory_entry('memory/a1')
=> ! 42501 missing_scope

-- owner: two more
select public.fn_write_memory_entry('remembers/a1', 'project', 'user', 'drinks coffee', 0.9), public.fn_write_memory_entry('remembers/a1', 'global', 'user', 'old', 0.8, now() - interval '1 day')
-- owner: in figures
select s - 'last_written_at' - 'profile_id' from public.fn_summarize_memory_profile('remembers/a1') s
=> {"count": 2, "scopes": {"global": 0, "project": 2, "conversation": 0}}

-- owner: a summary without a model
select public.fn_renew_memory_summary('remembers/a1')
=> ! 55000 no_model

-- owner: a model
select public.fn_update_workspace_settings('agent/a1', jsonb_build_object('default_model_id', ai.find_model('demo/writer')))
-- owner: a summary
select public.fn_renew_memory_summary('remembers/a1')
-- owner: a run of the agent, which waits like its others, and nobody's word yet
select r.approval_status || ' ' || w.status || ' ' || (w.context_inputs ->> 'entries' like '%likes tea%') || ' ' || (s ? 'summary')
from agents.team_runs r join lenses.workflow_runs w on w.id = r.workflow_run_id, public.fn_summarize_memory_profile('remembers/a1') s where r.metadata ? 'memory_profile_id'
=> pending validated true false

-- owner: a model
select public.fn_update_workspace_settings('agent/a1', jsonb_build_object('default_model_id', ai.find_model('demo/writer')))
-- owner: nothing left
select public.fn_redact_memory_entry('memory/a1')
-- owner: a summary of nothing
select public.fn_renew_memory_summary('remembers/a1')
=> ! 55000 memory_empty

-- owner: another's memory
select public.fn_renew_memory_summary('remembers/a2')
=> ! P0002 memory_profile_not_found

-- owner: not found
select public.fn_summarize_memory_profile('remembers/a2')
=> ! P0002 memory_profile_not_found

-- owner: two more
select public.fn_write_memory_entry('remembers/a1', 'project', 'user', 'drinks coffee', 0.9), public.fn_write_memory_entry('remembers/a1', 'global', 'user', 'old', 0.8, now() - interval '1 day')
-- owner: found by a word
select content || ' ' || (rank > 0) from public.fn_search_memory_entries('coffee')
=> drinks coffee true

-- owner: only in the own agents
select count(*) from public.fn_search_memory_entries('tea')
=> 1

-- owner: in a profile of others
select content from public.fn_search_memory_entries('tea', 'remembers/a2')
=> ! P0002 memory_profile_not_found

-- owner: no words
select content from public.fn_search_memory_entries(' ')
=> ! 22023 bad_query

-- owner: redact
select public.fn_redact_memory_entry('memory/a1', 'asked for')
-- owner: the memories of a profile
select m ->> 'content' from public.fn_list_agent_memories('remembers/a1', p_include_redacted => true) m
=> [redacted]

-- owner: redact
select public.fn_redact_memory_entry('memory/a1', 'asked for')
-- owner: without the redacted
select m ->> 'content' from public.fn_list_agent_memories('remembers/a1') m
=> nothing

-- owner: not found
select m from public.fn_list_agent_memories('remembers/a2') m
=> ! P0002 memory_profile_not_found

-- owner: the profiles
select (p ->> 'name') || ' ' || (p ->> 'entry_count') from public.fn_list_memory_profiles('agent/a1') p
=> project 1

-- stranger: nothing to see
select p from public.fn_list_memory_profiles('agent/a1') p
=> nothing

-- stranger: nothing to see
select l from public.fn_list_memory_access_logs('memory/a1') l
=> nothing

-- owner: write
select public.fn_write_memory_entry('remembers/a1', 'project', 'agent', 'learned', p_team_run_id => 'teamrun/a1')
-- owner: what runs left
select content from public.fn_get_memory_entries_by_workflow('workflow/1')
=> learned

-- stranger: nothing to see
select content from public.fn_get_memory_entries_by_workflow('workflow/1')
=> nothing

-- owner: with the name of the profile
select profile_name from agents.memories_v
=> project

-- engine_worker: logs stay as they are
update agents.memory_access_logs set action = 'read'
=> ! 42501

-- owner: what entries say is not read past the log
select content from agents.memories
=> ! 42501

-- owner: nor everything of them
select * from agents.memories
=> ! 42501

-- owner: when they were written is
select scope || ' ' || is_redacted from agents.memories
=> project false

-- owner: the view leaves it out as well
select string_agg(a.attname, ' ' order by a.attnum) from pg_attribute a where a.attrelid = 'agents.memories_v'::regclass and a.attname in ('profile_name', 'content', 'metadata', 'search')
=> profile_name
