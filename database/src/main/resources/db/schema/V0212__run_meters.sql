-- What runs have spent as their workers know it: seen by the other runs under the same limit before the runs' own rows say so.

create table engine.run_meters (
  run_id uuid primary key,
  ai_lenser_id uuid,
  spent numeric not null check (spent >= 0)
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.0, autovacuum_vacuum_threshold = 1000);
create index run_meters_agent_idx on engine.run_meters (ai_lenser_id) where ai_lenser_id is not null;

comment on table engine.run_meters is 'Spending of runs under a limit, told before each of their calls; a run that ends leaves it.';

alter table engine.run_meters enable row level security;
