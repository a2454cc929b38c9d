-- The caller's presets for a version, by name.
create or replace function public.fn_list_saved_presets(p_lens_version_id uuid) returns jsonb
language plpgsql stable set search_path = '' as $$
begin
  perform lensers.require_lenser();
  return (
    select coalesce(jsonb_agg(to_jsonb(p) order by p.name, p.id), '[]')
    from (select * from lenses.saved_presets s where s.lens_version_id = p_lens_version_id order by s.name, s.id limit 200) p);
end $$;

grant execute on function public.fn_list_saved_presets(uuid) to authenticated;
