-- Trigger function: a node's outcome is recorded once.
create or replace function lenses.refuse_result_change() returns trigger
language plpgsql set search_path = '' as $$
begin
  raise exception 'node % of run % already ended as %', old.node_id, old.run_id, old.status using
    errcode = '55000',
    hint = 'result_terminal: an ended node never changes; start a new run from it';
end $$;
