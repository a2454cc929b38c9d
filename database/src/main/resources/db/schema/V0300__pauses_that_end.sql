-- A pause may name its end; what switches schedules on again is whoever fires them.
alter table lenses.workflow_schedules add column resume_at timestamptz;
comment on column lenses.workflow_schedules.resume_at is 'When a pause ends by itself; NULL leaves it to a person.';
create index workflow_schedules_resume_idx on lenses.workflow_schedules (resume_at) where resume_at is not null;

-- They get further arguments and columns; those without them would be found beside.
drop function if exists public.fn_pause_workflow_schedule(uuid);
drop function if exists public.fn_grant_standing_approval(uuid, uuid, text, int);
drop function if exists public.fn_get_workflow_schedules(uuid, int);
drop function if exists public.fn_workflow_get_schedules(uuid);
