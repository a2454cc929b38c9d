select p.polname || ' on ' || p.polrelid::regclass from pg_policy p where 0 = any (p.polroles)
