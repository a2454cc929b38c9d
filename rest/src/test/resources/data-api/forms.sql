create domain public."text/html" as text;
create domain public."image/png" as bytea;
create domain public."*/*" as bytea;
create domain public."text/x-names" as text;
create domain public."text/x-count" as text;

create function public.page() returns public."text/html" language sql stable as $$ select '<p>hello</p>' $$;
create function public.picture() returns public."image/png" language sql stable as $$ select 'PNG'::bytea $$;
create function public.anything() returns public."*/*" language sql stable as $$ select 'bytes'::bytea $$;

create domain public.colour as integer;
create function public.colour_json(public.colour) returns json language sql immutable as
  $$ select to_json('#' || lpad(to_hex($1), 6, '0')) $$;
create function public.colour_of(text) returns public.colour language sql immutable as
  $$ select (('x' || lpad($1, 8, '0'))::bit(32)::int)::public.colour $$;
create function public.colour_of(json) returns public.colour language sql immutable as
  $$ select public.colour_of(substr($1 #>> '{}', 2)) $$;
create cast (public.colour as json) with function public.colour_json(public.colour) as implicit;
create cast (json as public.colour) with function public.colour_of(json) as implicit;
create cast (text as public.colour) with function public.colour_of(text) as implicit;

create table public.colours (id int primary key, hex public.colour, name text);
insert into public.colours values (1, 16711680, 'red'), (2, 65280, 'green');
grant all on public.colours to anon;
create function public.all_colours() returns setof public.colours language sql stable as
  $$ select * from public.colours order by id $$;

create function public.names_step(public."text/x-names", public.colours) returns public."text/x-names" language sql as
  $$ select (case when $1 = '' then '' else $1 || ',' end || $2.name)::public."text/x-names" $$;
create aggregate public.names(public.colours) (sfunc = public.names_step, stype = public."text/x-names", initcond = '');
create function public.count_step(int, anyelement) returns int language sql as $$ select $1 + 1 $$;
create function public.count_end(int) returns public."text/x-count" language sql as
  $$ select ($1 || ' rows')::public."text/x-count" $$;
create aggregate public.counted(anyelement)
  (sfunc = public.count_step, stype = int, initcond = '0', finalfunc = public.count_end);

-- stands in for PostGIS, which shows the feature of a row
create function public.st_asgeojson(record) returns text language plpgsql immutable as
  $$ begin return to_json($1) ->> 'id'; end $$;
grant execute on all functions in schema public to anon;
