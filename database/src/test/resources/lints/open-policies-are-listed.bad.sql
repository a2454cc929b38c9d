create policy planted on lenses.lenses for select to anon using (true)
