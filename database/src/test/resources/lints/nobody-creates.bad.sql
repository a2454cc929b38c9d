grant create on schema lenses to authenticated
