-- The parameters of a version; NULL when it is not there or not visible. A definer, so that versions of unlisted lenses are read by id.
create or replace function public.fn_get_lens_version_parameters(p_version_id uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select lenses.parameters_detail(p_version_id) where lenses.can_read_version(p_version_id)
$$;

grant execute on function public.fn_get_lens_version_parameters(uuid) to anon, authenticated;
