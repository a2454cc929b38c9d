-- The tools that an agent may call as a member, by key: what they take, where they lead, and whether each call asks somebody. With keys, those
-- tools and what speaks against each; without, all that it was given and may call.
create or replace function agents.describe_tools(p_agent_id uuid, p_member_id uuid, p_keys text[] default null) returns jsonb
language sql stable security definer set search_path = '' as $$
  with wanted as (
    select t.* from unnest(p_keys) k (key) cross join lateral agents.tool_of_agent(p_agent_id, k.key) t where t.id is not null
    union
    select t.* from agents.tools_registry t join agents.tool_assignments a on a.tool_id = t.id
    where p_keys is null and a.ai_lenser_id = p_agent_id
  )
  select coalesce(jsonb_agg(jsonb_build_object('id', w.id, 'key', w.key, 'name', w.name, 'description', w.description, 'kind', w.kind,
      'schema_input', w.schema_input, 'schema_output', w.schema_output, 'egress_class', w.egress_class, 'endpoint_url', w.endpoint_url,
      'http_method', w.http_method, 'request_template', w.request_template, 'auth_method', w.auth_method, 'credential_ref', w.credential_ref,
      'idempotency_header', w.idempotency_header, 'content_hash', encode(w.content_hash, 'hex'),
      'allowed', coalesce(v.allowed, false), 'approval_required', coalesce(v.approval_required, true), 'reason', coalesce(v.reason, 'not_assigned'))
    order by w.key), '[]')
  from wanted w
  left join lateral agents.tool_verdict(p_agent_id, w.id, (select x.tool_id from agents.profiles_of(p_agent_id, p_member_id) x)) v on true
  where p_keys is not null or v.allowed
$$;

grant execute on function agents.describe_tools to engine_worker;
