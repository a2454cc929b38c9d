-- People who hold a grant on the agent read its policy, everyone a public one; it changes through functions only.
drop policy if exists read on agents.policies;
create policy read on agents.policies for select to anon, authenticated
  using (is_public_policy or ai_lenser_id = any ((select agents.involved_ai_lenser_ids())::uuid[]));

drop policy if exists service_read on agents.policies;
create policy service_read on agents.policies for select to service_role using (true);

drop policy if exists engine on agents.policies;
create policy engine on agents.policies for select to engine_worker using (true);

grant select on agents.policies to anon, authenticated, engine_worker, service_role;
