-- Versions follow their lens; drafts are their author's alone. Numbers have no gaps, so nobody deletes one.
drop policy if exists read on lenses.versions;
create policy read on lenses.versions for select to anon, authenticated using (
  exists (
    select from lenses.lenses l
    where l.id = versions.lens_id
      and (versions.status <> 'draft' or l.lenser_id = any ((select lensers.acting_profile_ids())::uuid[]))));

drop policy if exists author_inserts on lenses.versions;
create policy author_inserts on lenses.versions for insert to authenticated with check (lenses.can_edit_lens(lens_id));

drop policy if exists author_updates on lenses.versions;
create policy author_updates on lenses.versions for update to authenticated
  using (lenses.can_edit_lens(lens_id)) with check (lenses.can_edit_lens(lens_id));

drop policy if exists service_read on lenses.versions;
create policy service_read on lenses.versions for select to service_role using (true);

drop policy if exists engine on lenses.versions;
create policy engine on lenses.versions for select to engine_worker using (true);

grant select on lenses.versions to anon, authenticated, engine_worker, service_role;
grant insert (lens_id, template_body, input_contract, output_contract, instruction_category, changelog, parent_version_id)
  on lenses.versions to authenticated;
grant update (template_body, input_contract, output_contract, instruction_category, changelog, status)
  on lenses.versions to authenticated;
