-- People who hold a grant on the agent see its bindings; they change through functions only.
drop policy if exists read on agents.lens_bindings;
create policy read on agents.lens_bindings for select to authenticated
  using (ai_lenser_id = any ((select agents.involved_ai_lenser_ids())::uuid[]));

drop policy if exists service_read on agents.lens_bindings;
create policy service_read on agents.lens_bindings for select to service_role using (true);

drop policy if exists engine on agents.lens_bindings;
create policy engine on agents.lens_bindings for select to engine_worker using (true);

grant select on agents.lens_bindings to authenticated, engine_worker, service_role;
