create policy planted on lenses.lenses for select using (false)
