-- Refuses a title, description or visibility that a workflow cannot have.
create or replace function lenses.refuse_workflow_fields(p_title text, p_description text, p_visibility text) returns void
language plpgsql immutable set search_path = '' as $$
begin
  if p_title is null or length(btrim(p_title)) not between 1 and 200 then
    raise exception 'a title has 1 to 200 characters' using errcode = '22023', hint = 'bad_title: give a shorter title that is not empty';
  end if;
  if length(p_description) > 20000 then
    raise exception 'a description has at most 20000 characters' using errcode = '22023', hint = 'bad_description: shorten it';
  end if;
  if p_visibility is null or p_visibility not in ('public', 'private', 'unlisted') then
    raise exception 'visibility is public, private or unlisted, not %', coalesce('"' || p_visibility || '"', 'null') using
      errcode = '22023', hint = 'bad_visibility: choose one of the three';
  end if;
end $$;
