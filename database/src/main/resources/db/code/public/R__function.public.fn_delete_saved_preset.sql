-- Deletes a preset of the caller.
create or replace function public.fn_delete_saved_preset(p_preset_id uuid) returns void
language plpgsql set search_path = '' as $$
begin
  perform lenses.require_own_preset(p_preset_id);
  delete from lenses.saved_presets p where p.id = p_preset_id;
end $$;

grant execute on function public.fn_delete_saved_preset(uuid) to authenticated;
