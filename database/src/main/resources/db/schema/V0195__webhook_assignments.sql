-- The webhook's switch keeps the assignment: a function with another argument is another function.
drop function if exists public.fn_update_workflow_webhook(uuid, boolean, uuid);
