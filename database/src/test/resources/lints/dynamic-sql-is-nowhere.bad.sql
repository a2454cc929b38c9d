create function public.planted(p text) returns void language plpgsql set search_path = '' as 'begin execute p; end'
