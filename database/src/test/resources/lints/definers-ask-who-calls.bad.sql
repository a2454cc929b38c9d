create function public.planted(p_id uuid) returns text language sql security definer set search_path = ''
  as 'select handle from lensers.profiles where id = p_id';
grant execute on function public.planted(uuid) to anon
