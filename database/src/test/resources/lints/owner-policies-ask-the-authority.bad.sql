create policy shortcut on agents.teams for select to authenticated using (status = 'active')
