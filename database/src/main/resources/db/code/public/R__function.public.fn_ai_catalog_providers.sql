-- The providers of the catalog, runnable ones first.
create or replace function public.fn_ai_catalog_providers()
returns table (id uuid, key text, display_name text, base_url text, docs_url text, support_level text, logo_slug text,
  metadata jsonb, is_active boolean)
language sql stable rows 10 set search_path = '' as $$
  select p.id, p.key, p.display_name, p.base_url, p.docs_url, p.support_level, coalesce(p.metadata ->> 'logo_slug', p.key),
    p.metadata, p.is_active
  from ai.providers p
  order by p.support_level <> 'runnable', p.display_name, p.key
  limit 200
$$;

grant execute on function public.fn_ai_catalog_providers() to anon, authenticated;
