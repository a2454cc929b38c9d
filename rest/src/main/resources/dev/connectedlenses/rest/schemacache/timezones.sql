-- Time zones a client may prefer.
select name from pg_catalog.pg_timezone_names
