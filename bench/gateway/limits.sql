-- What those read who keep to the limits, and those ask who do not: rows that everybody may see, groups of them, a few
-- that are a megabyte each, and a function that takes its time.
create table public.bench_groups (id integer primary key, name text not null);
create table public.bench_items (
  id integer primary key,
  group_id integer not null references public.bench_groups,
  title text not null
);
create table public.bench_heavy (id integer primary key, body text not null);
create index bench_items_group on public.bench_items (group_id);
insert into public.bench_groups select n, 'group ' || n from generate_series(0, 99) n;
insert into public.bench_items select n, n % 100, 'item ' || n from generate_series(1, 10000) n;
insert into public.bench_heavy select n, repeat('x', 1048576) from generate_series(1, 20) n;
create function public.bench_sleep(p_seconds float8) returns text language sql set search_path = ''
as $$ select pg_catalog.pg_sleep(p_seconds)::text || 'slept' $$;
alter table public.bench_groups enable row level security;
alter table public.bench_items enable row level security;
alter table public.bench_heavy enable row level security;
create policy everybody on public.bench_groups for select to anon, authenticated using (true);
create policy everybody on public.bench_items for select to anon, authenticated using (true);
create policy members on public.bench_heavy for select to authenticated using (true);
grant select on public.bench_groups, public.bench_items to anon, authenticated;
grant select on public.bench_heavy to authenticated;
revoke all on function public.bench_sleep(float8) from public;
grant execute on function public.bench_sleep(float8) to anon, authenticated;
analyze public.bench_groups, public.bench_items, public.bench_heavy;
