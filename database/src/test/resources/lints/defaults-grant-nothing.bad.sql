alter default privileges for role clens_owner in schema public grant execute on functions to anon
