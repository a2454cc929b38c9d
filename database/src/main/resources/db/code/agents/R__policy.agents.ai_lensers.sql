-- People who hold a grant on an agent see it; it changes through functions only.
drop policy if exists read on agents.ai_lensers;
create policy read on agents.ai_lensers for select to authenticated
  using (id = any ((select agents.involved_ai_lenser_ids())::uuid[]));

drop policy if exists service_read on agents.ai_lensers;
create policy service_read on agents.ai_lensers for select to service_role using (true);

drop policy if exists engine on agents.ai_lensers;
create policy engine on agents.ai_lensers for select to engine_worker using (true);

-- anon may ask, so that policies which look here work for everyone; it sees no row
grant select on agents.ai_lensers to anon, authenticated, engine_worker, service_role;
