-- Archives a lens of the caller: nobody else reads it any more, runs that pinned its versions go on.
create or replace function public.fn_archive_lens(p_lens_id uuid) returns jsonb
language plpgsql set search_path = '' as $$
declare
  v_lens lenses.lenses := lenses.require_own_lens(p_lens_id);
begin
  if (v_lens.status = 'archived') is false then
    update lenses.lenses l
    set status = 'archived'
    where l.id = p_lens_id
    returning * into v_lens;
  end if;
  return to_jsonb(v_lens);
end $$;

grant execute on function public.fn_archive_lens(uuid) to authenticated;
