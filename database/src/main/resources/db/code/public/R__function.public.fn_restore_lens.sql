-- Brings an archived lens of the caller back, as published when it has a published version.
create or replace function public.fn_restore_lens(p_lens_id uuid) returns jsonb
language plpgsql set search_path = '' as $$
declare
  v_lens lenses.lenses := lenses.require_own_lens(p_lens_id);
begin
  if (v_lens.status = 'archived') is true then
    update lenses.lenses l
    set status = case
      when exists (select from lenses.versions v where v.lens_id = l.id and v.status = 'published') then 'published' else 'draft' end
    where l.id = p_lens_id
    returning * into v_lens;
  end if;
  return to_jsonb(v_lens);
end $$;

grant execute on function public.fn_restore_lens(uuid) to authenticated;
