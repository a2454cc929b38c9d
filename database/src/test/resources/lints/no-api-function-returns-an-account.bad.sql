create function public.planted() returns setof auth.users language sql set search_path = '' as 'select * from auth.users';
grant execute on function public.planted() to authenticated
