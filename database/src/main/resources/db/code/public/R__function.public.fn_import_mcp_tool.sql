-- Takes a tool of an MCP server into the caller's registry as the server defines it, pinned: a server that defines it otherwise blocks it. Known
-- already under that key, it is pinned anew. It counts as one that writes unless the caller says that it only reads.
create or replace function public.fn_import_mcp_tool(p_url text, p_definition jsonb, p_key text default null, p_egress_class text default 'write',
  p_credential_ref text default null) returns agents.tools_registry
language plpgsql security definer set search_path = '' as $$
declare
  v_me uuid := lensers.require_lenser();
  v_name text := p_definition ->> 'name';
  v_key text := coalesce(p_key, lower(regexp_replace(p_definition ->> 'name', '[^A-Za-z0-9_.-]', '_', 'g')));
  v_tool agents.tools_registry;
begin
  if coalesce(v_name, '') = '' or jsonb_typeof(p_definition -> 'inputSchema') is distinct from 'object' then
    raise exception 'this is no definition of a tool' using errcode = '22023', hint = 'bad_definition: pass an element of tools/list, with name and inputSchema';
  end if;
  if p_egress_class is null or p_egress_class not in ('read_only', 'write') then
    raise exception 'a tool of an MCP server reads outside or writes outside' using errcode = '22023', hint = 'bad_egress: pass read_only or write';
  end if;
  perform from lensers.profiles p where p.id = v_me for no key update;
  if exists (select from agents.tools_registry t where t.owner_lenser_id = v_me and t.key = v_key
      and (t.kind, t.endpoint_url, t.request_template ->> 'tool') is distinct from ('mcp', p_url, v_name)) then
    raise exception 'you have another tool "%"', v_key using errcode = '23505', hint = 'tool_key_taken: pass another p_key';
  end if;
  v_tool := public.fn_register_tool(v_key, left(coalesce(p_definition ->> 'title', v_name), 120), p_definition ->> 'description', 'mcp',
    p_definition -> 'inputSchema', coalesce(nullif(p_definition -> 'outputSchema', 'null'), '{}'),
    p_auth_method => case when p_credential_ref is null then 'none' else 'api_key' end, p_kind => 'mcp', p_egress_class => p_egress_class,
    p_endpoint_url => p_url, p_request_template => jsonb_build_object('tool', v_name), p_credential_ref => p_credential_ref);
  update agents.tools_registry t set pinned_hash = agents.definition_hash(p_definition), offered = null, changed_at = null where t.id = v_tool.id
  returning * into v_tool;
  return v_tool;
end $$;

grant execute on function public.fn_import_mcp_tool to authenticated;
