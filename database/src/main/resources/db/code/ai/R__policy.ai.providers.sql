-- The catalog is public.
drop policy if exists read on ai.providers;
create policy read on ai.providers for select to anon, authenticated, engine_worker, service_role using (true);

grant select on ai.providers to anon, authenticated, engine_worker, service_role;
