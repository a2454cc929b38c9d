-- Trigger function: what a workflow version froze stays as it is, for runs are pinned to it.
create or replace function lenses.refuse_version_change() returns trigger
language plpgsql set search_path = '' as $$
begin
  raise exception 'workflow version % never changes', old.id using
    errcode = '55000',
    hint = 'version_immutable: make a new version instead';
end $$;
