-- Trigger function: a tool that writes outside always needs approval, and its hash tells when what was approved has changed.
create or replace function agents.seal_tool() returns trigger
language plpgsql set search_path = '' as $$
begin
  if new.egress_class = 'write' then
    new.requires_approval := true;
  end if;
  new.content_hash := sha256(convert_to(jsonb_build_array(new.key, new.kind, new.description, new.schema_input, new.schema_output,
    new.egress_class, new.endpoint_url, new.http_method, new.request_template, new.auth_method, new.credential_ref,
    new.idempotency_header)::text, 'UTF8'));
  return new;
end $$;
