-- Refuses a run by somebody who may not read all the lenses that it would show them at work.
create or replace function lenses.refuse_hidden_lenses(p_version_id uuid) returns void
language plpgsql stable set search_path = '' as $$
begin
  if exists (select from lenses.workflow_versions v, unnest(v.lens_ids) l where v.id = p_version_id and not lenses.can_read_lens(l)) then
    raise exception 'the workflow uses a lens that is private to its author' using
      errcode = '23514', hint = 'lens_not_visible: ask the author to make the lens public or unlisted';
  end if;
end $$;
