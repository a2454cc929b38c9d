-- Public vocabulary.
drop policy if exists read on lenses.tags;
create policy read on lenses.tags for select to anon, authenticated, engine_worker, service_role using (true);

grant select on lenses.tags to anon, authenticated, engine_worker, service_role;
