-- Moved by audit.append only. No grant, no policy but for the signer.
grant select on audit.heads to maintenance, engine_worker;

drop policy if exists signer on audit.heads;
create policy signer on audit.heads for select to maintenance, engine_worker using (true);
