-- Makes a new secret. Secrets are made and sealed by the server, which answers this name itself and stores them by lenses.set_webhook_secret.
create or replace function public.fn_rotate_webhook_secret(p_workflow_id uuid) returns text
language plpgsql security definer set search_path = '' as $$
begin
  perform lenses.require_own_workflow(p_workflow_id);
  raise exception 'secrets are made by the server, not by the database' using
    errcode = '0A000', hint = 'answered_by_server: call it through the data API of the server';
end $$;

grant execute on function public.fn_rotate_webhook_secret to authenticated;
