-- The sample space: loaded by calls that everybody can make, and taken away as a whole.

-- owner: load
select public.fn_load_sample_space()
=> {"lens": 8, "tool": 5, "agent": 4, "workflow": 3}

-- owner: everything of surfaces
select 1 from public.fn_load_sample_space()
-- owner: what there is
select (select count(*) from public.fn_get_workflow_schedules() where not is_active) || ' ' || (select count(*) from agents.team_edges e join agents.teams t on t.id = e.team_id where t.name ~ 'newsroom')
  || ' ' || (select count(distinct m.lane) from agents.team_members m join agents.teams t on t.id = m.team_id where t.name ~ 'newsroom')
  || ' ' || (select count(*) from agents.approval_requests_v where title ~ 'Sample') || ' ' || (select count(*) from agents.memories where is_redacted)
  || ' ' || (select count(*) from lenses.versions v join lenses.lenses l on l.id = v.lens_id where l.title ~ '^Sample' and v.status = 'draft')
=> 1 5 3 2 1 1

-- owner: load
select 1 from public.fn_load_sample_space()
-- owner: twice
select public.fn_load_sample_space()
=> ! 55000 samples_loaded

-- owner: load
select 1 from public.fn_load_sample_space()
-- owner: away
select public.fn_remove_sample_space()
=> {"lens": 8, "tool": 5, "agent": 4, "workflow": 3}

-- owner: load
select 1 from public.fn_load_sample_space()
-- owner: away
select public.fn_remove_sample_space()
-- service_role: nothing is left
select (select count(*) from lensers.profiles where display_name ~ '^Sample') + (select count(*) from lenses.lenses where title ~ '^Sample')
  + (select count(*) from lenses.workflows where title ~ '^Sample') + (select count(*) from agents.tools_registry where key ~ '^sample') = 0
=> t

-- owner: nothing to take
select public.fn_remove_sample_space()
=> ! 55000 samples_missing

-- suspended: not active
select public.fn_load_sample_space()
=> ! 42501 profile_not_active

-- anon: not granted
select public.fn_remove_sample_space()
=> ! 42501

-- owner: names what is somebody else's
insert into lensers.samples (lenser_id, kind, object_id) values ('profile/1', 'lens', 'lens/6'), ('profile/1', 'workflow', 'workflow/6'), ('profile/1', 'agent', 'agent/a2'), ('profile/1', 'tool', 'tool/a2') returning 1
-- owner: it stays
select public.fn_remove_sample_space()
=> {"lens": 0, "tool": 0, "agent": 0, "workflow": 0}
