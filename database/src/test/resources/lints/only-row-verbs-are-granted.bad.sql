grant truncate on lenses.lenses to authenticated
