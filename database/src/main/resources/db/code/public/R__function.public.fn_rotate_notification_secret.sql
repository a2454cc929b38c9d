-- Makes a new secret of a webhook target. Secrets are made and sealed by the server, which answers this name itself and stores them by
-- lensers.set_target_secret.
create or replace function public.fn_rotate_notification_secret(p_target_id uuid) returns text
language plpgsql security definer set search_path = '' as $$
begin
  perform lensers.require_target(p_target_id);
  raise exception 'secrets are made by the server, not by the database' using
    errcode = '0A000', hint = 'answered_by_server: call it through the data API of the server';
end $$;

grant execute on function public.fn_rotate_notification_secret to authenticated;
