-- The contracts of a version; no row when it is not there or not visible. A definer, so that versions of unlisted lenses are read by id.
create or replace function public.fn_get_version_contracts(p_version_id uuid)
returns table (version_id uuid, input_contract jsonb, output_contract jsonb)
language sql stable security definer rows 1 set search_path = '' as $$
  select v.id, v.input_contract, v.output_contract
  from lenses.versions v
  where v.id = p_version_id and lenses.can_read_version(p_version_id)
$$;

grant execute on function public.fn_get_version_contracts(uuid) to anon, authenticated;
