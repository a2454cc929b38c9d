-- Deletes a lens of the caller with all its versions; refused while anything uses it.
create or replace function public.fn_delete_lens(p_lens_id uuid) returns void
language plpgsql set search_path = '' as $$
begin
  perform lenses.require_own_lens(p_lens_id);
  delete from lenses.lenses l where l.id = p_lens_id;
end $$;

grant execute on function public.fn_delete_lens(uuid) to authenticated;
