-- Anyone reads public profiles; everyone reads and edits the profiles they act as.
drop policy if exists read on lensers.profiles;
create policy read on lensers.profiles for select to anon, authenticated using (
  (visibility = 'public' and status = 'active')
  or user_id = (select auth.uid())
  or id = any ((select lensers.acting_profile_ids())::uuid[])
  or id in (select a.profile_id from agents.ai_lensers a));

drop policy if exists edit on lensers.profiles;
create policy edit on lensers.profiles for update to authenticated
  using (id = any ((select lensers.acting_profile_ids())::uuid[]))
  with check (id = any ((select lensers.acting_profile_ids())::uuid[]));

drop policy if exists service_read on lensers.profiles;
create policy service_read on lensers.profiles for select to service_role using (true);

drop policy if exists engine on lensers.profiles;
create policy engine on lensers.profiles for select to engine_worker using (true);

grant select on lensers.profiles to anon, authenticated, engine_worker, service_role;
grant update (handle, display_name, visibility, avatar_url, banner_url, headline, bio) on lensers.profiles to authenticated;
