-- Everyone reads public published lenses; authors read and write their own. An unlisted lens is reached by its id, through
-- functions that ask lenses.can_read_lens, never by listing this table.
drop policy if exists read on lenses.lenses;
create policy read on lenses.lenses for select to anon, authenticated using (
  (visibility = 'public' and status = 'published')
  or lenser_id = any ((select lensers.acting_profile_ids())::uuid[]));

drop policy if exists author_inserts on lenses.lenses;
create policy author_inserts on lenses.lenses for insert to authenticated with check (
  lenser_id = any ((select lensers.acting_profile_ids())::uuid[])
  and (parent_lens_id is null or lenses.can_read_lens(parent_lens_id)));

drop policy if exists author_updates on lenses.lenses;
create policy author_updates on lenses.lenses for update to authenticated
  using (lenser_id = any ((select lensers.acting_profile_ids())::uuid[]))
  with check (lenser_id = any ((select lensers.acting_profile_ids())::uuid[]));

drop policy if exists author_deletes on lenses.lenses;
create policy author_deletes on lenses.lenses for delete to authenticated
  using (lenser_id = any ((select lensers.acting_profile_ids())::uuid[]));

drop policy if exists service_read on lenses.lenses;
create policy service_read on lenses.lenses for select to service_role using (true);

drop policy if exists engine on lenses.lenses;
create policy engine on lenses.lenses for select to engine_worker using (true);

grant select on lenses.lenses to anon, authenticated, engine_worker, service_role;
grant insert (lenser_id, slug, title, description, content, language_code, visibility, tags, params, parent_lens_id)
  on lenses.lenses to authenticated;
grant update (slug, title, description, content, language_code, visibility, status, tags, params, revision)
  on lenses.lenses to authenticated;
grant delete on lenses.lenses to authenticated;
