-- Two tables and a function of somebody who writes their program with supabase-js.
create table public.notes (
  id bigint generated always as identity primary key,
  owner uuid not null default auth.uid(),
  body text not null check (body <> ''),
  slug text unique,
  created_at timestamptz not null default now()
);
create table public.tags (
  note_id bigint not null references public.notes on delete cascade,
  name text not null,
  primary key (note_id, name)
);
alter table public.notes enable row level security;
alter table public.tags enable row level security;
create policy own on public.notes for all to authenticated using (owner = (select auth.uid())) with check (owner = (select auth.uid()));
create policy own on public.tags for all to authenticated
  using (exists (select from public.notes n where n.id = note_id)) with check (exists (select from public.notes n where n.id = note_id));
create policy everything on public.notes for all to service_role using (true) with check (true);
grant select, insert, update, delete on public.notes, public.tags to authenticated, service_role;
create function public.longest_note(p_prefix text default '') returns setof public.notes language sql stable as $$
  select * from public.notes where body like p_prefix || '%' order by length(body) desc limit 1
$$;
create function public.add_up(a int, b int) returns int language sql immutable as $$ select a + b $$;
grant execute on function public.longest_note(text) to authenticated;
grant execute on function public.add_up(int, int) to anon, authenticated;
