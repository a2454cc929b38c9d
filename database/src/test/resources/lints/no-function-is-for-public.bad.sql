grant execute on function public.fn_list_tools(text) to public
