create function public.planted() returns int language sql set search_path = '' set row_security = off as 'select 1'
