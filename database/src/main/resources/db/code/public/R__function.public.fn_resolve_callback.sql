-- Answers a node that waits for an outside system. The token is the whole authority, and good for one answer.
create or replace function public.fn_resolve_callback(p_token text, p_payload jsonb) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_callback engine.callbacks;
begin
  if octet_length(p_payload::text) > 524288 then
    raise exception 'the payload has more than 512 KiB' using errcode = '54000', hint = 'payload_too_large: pass less, or a reference to it';
  end if;
  update engine.callbacks c set used_at = now()
  where c.token_hash = sha256(convert_to(coalesce(p_token, ''), 'UTF8')) and c.used_at is null and c.expires_at > now()
  returning * into v_callback;
  -- a used, an expired and a wrong token are told apart by nobody
  if v_callback.run_id is null then
    raise exception 'the callback was not found' using errcode = 'P0002', hint = 'callback_not_found: it is unknown, used or expired';
  end if;
  perform engine.signal(v_callback.run_id, v_callback.node_id, 'callback', coalesce(p_payload, 'null'));
end $$;

grant execute on function public.fn_resolve_callback to anon, authenticated;
