create policy planted on lensers.profiles for select to authenticated using (user_id = auth.uid())
