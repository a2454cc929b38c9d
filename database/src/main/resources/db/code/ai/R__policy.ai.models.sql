-- The catalog is public.
drop policy if exists read on ai.models;
create policy read on ai.models for select to anon, authenticated, engine_worker, service_role using (true);

grant select on ai.models to anon, authenticated, engine_worker, service_role;
