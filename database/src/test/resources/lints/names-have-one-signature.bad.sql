create function public.fn_list_tools(p_category int) returns int language sql set search_path = '' as 'select 1'
