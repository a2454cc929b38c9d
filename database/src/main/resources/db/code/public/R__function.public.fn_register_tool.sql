-- Adds a tool to the caller's registry, or changes the one of that key. A tool that writes outside always needs approval.
create or replace function public.fn_register_tool(p_key text, p_name text, p_description text default null, p_category text default 'general',
  p_schema_input jsonb default '{}', p_schema_output jsonb default '{}', p_auth_method text default 'none',
  p_requires_approval boolean default false, p_is_dangerous boolean default false, p_kind text default 'http', p_egress_class text default 'none',
  p_endpoint_url text default null, p_http_method text default null, p_request_template jsonb default '{}', p_credential_ref text default null,
  p_idempotency_header text default null) returns agents.tools_registry
language plpgsql security definer set search_path = '' as $$
declare
  v_me uuid := lensers.require_lenser();
  v_tool agents.tools_registry;
begin
  if p_key is null or p_key !~ '^[a-z][a-z0-9_.-]{0,79}$' then
    raise exception '"%" is no key of a tool', p_key using errcode = '22023', hint = 'bad_key: use 1 to 80 of a-z, 0-9, dot, hyphen and underscore, a letter first';
  end if;
  perform from lensers.profiles p where p.id = v_me for no key update;
  if (select count(*) from agents.tools_registry t where t.owner_lenser_id = v_me and t.key <> p_key) >= 500 then
    raise exception 'you have 500 tools already' using errcode = '54000', hint = 'too_many_tools: deprecate and reuse one';
  end if;
  insert into agents.tools_registry as t (owner_lenser_id, key, name, description, category, schema_input, schema_output, auth_method,
    requires_approval, is_dangerous, kind, egress_class, endpoint_url, http_method, request_template, credential_ref, idempotency_header, content_hash)
  values (v_me, p_key, btrim(p_name), p_description, coalesce(p_category, 'general'), coalesce(p_schema_input, '{}'), coalesce(p_schema_output, '{}'),
    coalesce(p_auth_method, 'none'), coalesce(p_requires_approval, false), coalesce(p_is_dangerous, false), coalesce(p_kind, 'http'),
    coalesce(p_egress_class, 'none'), p_endpoint_url, p_http_method, coalesce(p_request_template, '{}'), p_credential_ref, p_idempotency_header, sha256(''))
  on conflict (owner_lenser_id, key) do update set name = excluded.name, description = excluded.description, category = excluded.category,
    schema_input = excluded.schema_input, schema_output = excluded.schema_output, auth_method = excluded.auth_method,
    requires_approval = excluded.requires_approval, is_dangerous = excluded.is_dangerous, kind = excluded.kind, egress_class = excluded.egress_class,
    endpoint_url = excluded.endpoint_url, http_method = excluded.http_method, request_template = excluded.request_template,
    credential_ref = excluded.credential_ref, idempotency_header = excluded.idempotency_header
  returning * into v_tool;
  return v_tool;
exception
  when check_violation or not_null_violation then
    perform agents.bad_value(sqlerrm);
end $$;

grant execute on function public.fn_register_tool to authenticated;
