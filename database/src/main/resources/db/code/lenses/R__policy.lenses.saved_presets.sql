-- A preset belongs to whoever saved it.
drop policy if exists own on lenses.saved_presets;
create policy own on lenses.saved_presets for all to authenticated
  using (lenser_id = any ((select lensers.acting_profile_ids())::uuid[]))
  with check (
    lenser_id = any ((select lensers.acting_profile_ids())::uuid[])
    and lenses.can_read_version(lens_version_id));

grant select, delete on lenses.saved_presets to authenticated;
grant insert (lenser_id, lens_id, lens_version_id, name, note, "values") on lenses.saved_presets to authenticated;
grant update (name, note, "values") on lenses.saved_presets to authenticated;

drop policy if exists service_read on lenses.saved_presets;
create policy service_read on lenses.saved_presets for select to service_role using (true);

grant select on lenses.saved_presets to service_role;
