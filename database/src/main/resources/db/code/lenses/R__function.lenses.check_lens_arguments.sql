-- Says what is wrong with the plain arguments of a lens; NULL means "not given".
create or replace function lenses.check_lens_arguments(p_title text, p_visibility text) returns void
language plpgsql immutable set search_path = '' as $$
begin
  if p_title is not null and char_length(btrim(p_title)) not between 1 and 200 then
    raise exception 'a title must have 1 to 200 characters, this one has %', char_length(btrim(p_title)) using
      errcode = '22023', hint = 'bad_title: choose a title of 1 to 200 characters';
  end if;
  if p_visibility is not null and p_visibility not in ('public', 'private', 'unlisted') then
    raise exception 'unknown visibility "%"', p_visibility using
      errcode = '22023', hint = 'bad_visibility: use public, private or unlisted';
  end if;
end $$;

grant execute on function lenses.check_lens_arguments(text, text) to authenticated;
