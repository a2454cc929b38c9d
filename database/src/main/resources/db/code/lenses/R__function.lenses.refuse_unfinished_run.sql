-- Trigger function: a run that is over says when it ended.
create or replace function lenses.refuse_unfinished_run() returns trigger
language plpgsql set search_path = '' as $$
begin
  raise exception 'run % cannot be % without completed_at', new.id, new.status using
    errcode = '23514', hint = 'finished_has_time: set completed_at in the same update';
end $$;
