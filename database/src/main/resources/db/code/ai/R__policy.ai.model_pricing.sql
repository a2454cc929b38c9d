-- The catalog is public.
drop policy if exists read on ai.model_pricing;
create policy read on ai.model_pricing for select to anon, authenticated, engine_worker, service_role using (true);

grant select on ai.model_pricing to anon, authenticated, engine_worker, service_role;
