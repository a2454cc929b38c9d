create function public.planted(p_user_id uuid) returns text language sql set search_path = '' as 'select auth.uid()::text';
grant execute on function public.planted(uuid) to authenticated
