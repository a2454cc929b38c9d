-- One version; no row when it is not there or not visible. A definer, so that versions of unlisted lenses are read by id.
create or replace function public.fn_get_lens_version_detail(p_version_id uuid)
returns table (id uuid, lens_id uuid, version_number int, status text, template_body text, changelog text,
  parent_version_id uuid, published_at timestamptz, created_at timestamptz, input_contract jsonb, output_contract jsonb,
  instruction_category text)
language sql stable security definer rows 1 set search_path = '' as $$
  select v.id, v.lens_id, v.version_number, v.status, v.template_body, v.changelog, v.parent_version_id, v.published_at,
    v.created_at, v.input_contract, v.output_contract, v.instruction_category
  from lenses.versions v
  where v.id = p_version_id and lenses.can_read_version(p_version_id)
$$;

grant execute on function public.fn_get_lens_version_detail(uuid) to anon, authenticated;
