-- What kind of output a lens promises: that of its newest published version, else of its newest one.
create or replace function lenses.output_kind(p_lens_id uuid) returns text
language sql stable set search_path = '' as $$
  select v.output_contract ->> 'kind'
  from lenses.versions v
  where v.lens_id = p_lens_id and v.status <> 'archived'
  order by v.status = 'published' desc, v.version_number desc
  limit 1
$$;

grant execute on function lenses.output_kind(uuid) to anon, authenticated;
