-- Parameters follow their version; a trigger keeps those of published versions unchanged.
drop policy if exists read on lenses.version_parameters;
create policy read on lenses.version_parameters for select to anon, authenticated
  using (exists (select from lenses.versions v where v.id = version_parameters.version_id));

drop policy if exists author_inserts on lenses.version_parameters;
create policy author_inserts on lenses.version_parameters for insert to authenticated
  with check (lenses.can_edit_version(version_id));

drop policy if exists author_updates on lenses.version_parameters;
create policy author_updates on lenses.version_parameters for update to authenticated
  using (lenses.can_edit_version(version_id)) with check (lenses.can_edit_version(version_id));

drop policy if exists author_deletes on lenses.version_parameters;
create policy author_deletes on lenses.version_parameters for delete to authenticated
  using (lenses.can_edit_version(version_id));

drop policy if exists service_read on lenses.version_parameters;
create policy service_read on lenses.version_parameters for select to service_role using (true);

drop policy if exists engine on lenses.version_parameters;
create policy engine on lenses.version_parameters for select to engine_worker using (true);

grant select on lenses.version_parameters to anon, authenticated, engine_worker, service_role;
grant insert (version_id, label, tool_id, optional, options, default_value, help_text, ordinal, from_body)
  on lenses.version_parameters to authenticated;
grant update (label, tool_id, optional, options, default_value, help_text, ordinal, from_body)
  on lenses.version_parameters to authenticated;
grant delete on lenses.version_parameters to authenticated;
