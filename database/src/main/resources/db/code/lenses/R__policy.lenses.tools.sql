-- Public vocabulary.
drop policy if exists read on lenses.tools;
create policy read on lenses.tools for select to anon, authenticated, engine_worker, service_role using (true);

grant select on lenses.tools to anon, authenticated, engine_worker, service_role;
