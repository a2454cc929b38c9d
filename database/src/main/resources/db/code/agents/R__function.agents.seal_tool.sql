-- Trigger function: a tool that writes outside always needs approval, a built-in one says what it takes, and its hash tells when what was approved has changed.
create or replace function agents.seal_tool() returns trigger
language plpgsql set search_path = '' as $$
begin
  if new.egress_class = 'write' then
    new.requires_approval := true;
  end if;
  if new.kind = 'builtin' and new.schema_input = '{}' then
    new.schema_input := coalesce(agents.builtin_schema(coalesce(new.request_template ->> 'builtin', new.key)), '{}');
  end if;
  if tg_op = 'UPDATE' and (new.kind, new.endpoint_url, new.request_template -> 'tool') is distinct from
      (old.kind, old.endpoint_url, old.request_template -> 'tool') then
    new.pinned_hash := null;
    new.offered := null;
    new.changed_at := null;
  end if;
  new.content_hash := sha256(convert_to((jsonb_build_array(new.key, new.kind, new.description, new.schema_input, new.schema_output,
    new.egress_class, new.endpoint_url, new.http_method, new.request_template, new.auth_method, new.credential_ref,
    new.idempotency_header) || case when new.pinned_hash is null then '[]' else jsonb_build_array(encode(new.pinned_hash, 'hex')) end)::text, 'UTF8'));
  return new;
end $$;
