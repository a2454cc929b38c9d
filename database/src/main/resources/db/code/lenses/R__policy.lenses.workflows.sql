-- Read by the author, and by everybody once published and public; unlisted ones only through functions, by reference.
grant select on lenses.workflows to anon, authenticated, service_role, engine_worker;

drop policy if exists public_read on lenses.workflows;
create policy public_read on lenses.workflows for select to anon, authenticated
  using (visibility = 'public' and status = 'published');

drop policy if exists author_read on lenses.workflows;
create policy author_read on lenses.workflows for select to authenticated
  using (lenser_id = any ((select lensers.acting_profile_ids())::uuid[]));

drop policy if exists service_read on lenses.workflows;
create policy service_read on lenses.workflows for select to service_role, engine_worker using (true);
