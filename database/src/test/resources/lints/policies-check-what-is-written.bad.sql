create policy planted on lenses.lenses for update to authenticated using (false)
