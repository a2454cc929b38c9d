select p.polname || ' on ' || p.polrelid::regclass from pg_policy p where p.polcmd in ('a', 'w', '*') and p.polwithcheck is null
