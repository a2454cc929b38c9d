-- What the gateway benchmark reads and writes: rows under row security, a parent for embedding, a function.
drop schema if exists bench cascade;
create schema bench;
do $$ begin
  if not exists (select from pg_roles where rolname = 'anon') then create role anon nologin; end if;
  if not exists (select from pg_roles where rolname = 'authenticated') then create role authenticated nologin; end if;
  if not exists (select from pg_roles where rolname = 'bench_door') then create role bench_door login noinherit password 'bench-door'; end if;
end $$;
grant anon, authenticated to bench_door;
grant usage on schema bench to anon, authenticated, bench_door;
create function bench.caller() returns uuid language sql stable as
  $$ select (nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'sub')::uuid $$;
create table bench.groups (id int primary key, name text not null);
create table bench.items (
  id int primary key, owner uuid not null, group_id int not null references bench.groups (id),
  title text not null, body text not null, tags text[] not null, data jsonb not null, made timestamptz not null);
create index on bench.items (group_id);
create table bench.notes (id bigint generated always as identity primary key, owner uuid not null default bench.caller(), text text not null);
insert into bench.groups select i, 'group ' || i from generate_series(1, 100) i;
insert into bench.items
select i, '00000000-0000-4000-8000-000000000001', i % 100 + 1, 'title ' || i, repeat('text ', 25), '{a,b}',
  jsonb_build_object('n', i, 'kind', 'note'), '2026-01-01'::timestamptz + i * interval '1 minute'
from generate_series(1, 10000) i;
alter table bench.groups enable row level security;
alter table bench.items enable row level security;
alter table bench.notes enable row level security;
create policy all_groups on bench.groups to authenticated using (true);
create policy own_items on bench.items to authenticated using (owner = (select bench.caller()));
create policy own_notes on bench.notes to authenticated using (owner = (select bench.caller())) with check (owner = (select bench.caller()));
-- what hostile clients ask for
create table bench.shared (id int primary key, group_id int not null references bench.groups (id), body text not null default repeat('text ', 25));
create index on bench.shared (group_id);
insert into bench.shared select i, i % 100 + 1 from generate_series(1, 10000) i;
alter table bench.shared enable row level security;
create policy all_shared on bench.shared to authenticated using (true);
grant select on bench.groups, bench.items, bench.shared to authenticated;
grant select, insert on bench.notes to authenticated;
create function bench.add_up(p_a int, p_b int) returns int language sql stable as $$ select p_a + p_b $$;
grant execute on all functions in schema bench to anon, authenticated;
analyze bench.items, bench.shared;
