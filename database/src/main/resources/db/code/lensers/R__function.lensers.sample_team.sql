-- A team of four agents in three lanes with all five kinds of edges, their tools and memory; the agent that leads it.
create or replace function lensers.sample_team(p_me uuid) returns uuid
language plpgsql volatile set search_path = '' as $$
declare
  v_agents uuid[] := '{}';
  v_members uuid[] := '{}';
  v_team uuid;
  v_profile uuid;
  v_tool record;
  v_name text;
begin
  foreach v_name in array array['Lead', 'Researcher', 'Writer', 'Reviewer'] loop
    v_agents := v_agents || (public.fn_create_ai_lenser(p_me, 'smp' || left(md5(p_me || v_name), 12), 'Sample: ' || v_name) ->> 'ai_lenser_id')::uuid;
    insert into lensers.samples (lenser_id, kind, object_id) values (p_me, 'agent', v_agents[cardinality(v_agents)]);
  end loop;
  v_team := (public.fn_create_agent_team(v_agents[1], 'Sample: newsroom', 'Four agents that make a brief.') ->> 'id')::uuid;
  for i in 1 .. 4 loop
    v_members := v_members || (public.fn_add_team_member(v_team, v_agents[i], (array['lead', 'researcher', 'writer', 'reviewer'])[i], '',
      (array[0, 1, 1, 2])[i], i) ->> 'id')::uuid;
  end loop;
  perform public.fn_add_team_edge(v_team, v_members[1], v_members[2], 'delegates'),
    public.fn_add_team_edge(v_team, v_members[2], v_members[3], 'handoff'),
    public.fn_add_team_edge(v_team, v_members[3], v_members[4], 'reviews'), public.fn_add_team_edge(v_team, v_members[4], v_members[1], 'reports_to'),
    public.fn_add_team_edge(v_team, v_members[2], v_members[3], 'shares_context');
  for v_tool in
    select * from (values ('sample.clock', 'Clock', 'none', 'builtin', null, null, '{"builtin": "time"}', 'zone'),
      ('sample.glossary', 'Glossary', 'none', 'builtin', null, null, '{"builtin": "memory_search"}', 'query'),
      ('sample.search', 'Search', 'read_only', 'http', 'https://example.org/search', 'GET', '{}', 'q'),
      ('sample.fetch', 'Fetch', 'read_only', 'http', 'https://example.org', 'GET', '{}', null),
      ('sample.post', 'Post', 'write', 'http', 'https://example.org/posts', 'POST', '{}', 'text')) t (key, name, egress, kind, url, method, template, input)
  loop
    insert into lensers.samples (lenser_id, kind, object_id)
    select p_me, 'tool', t.id from public.fn_register_tool(v_tool.key, v_tool.name, 'Belongs to the sample space.', p_egress_class => v_tool.egress,
      p_kind => v_tool.kind, p_endpoint_url => v_tool.url, p_http_method => v_tool.method, p_request_template => v_tool.template::jsonb,
      p_schema_input => case when v_tool.input is null then '{}' else jsonb_build_object('type', 'object', 'properties',
        jsonb_build_object(v_tool.input, '{"type": "string"}'::jsonb)) end) t;
  end loop;
  perform public.fn_assign_tool(v_agents[1], s.object_id) from lensers.samples s where s.kind = 'tool' and s.lenser_id = p_me;
  insert into agents.memory_profiles (ai_lenser_id, name, is_default) values (v_agents[1], 'Sample: project', true) returning id into v_profile;
  perform public.fn_write_memory_entry(v_profile, 'project', 'user', 'Briefs have four sections.', 0.9),
    public.fn_write_memory_entry(v_profile, 'project', 'agent', 'The reviewer wants quotes.', 0.7);
  perform public.fn_redact_memory_entry(public.fn_write_memory_entry(v_profile, 'project', 'user', 'A telephone number.'), 'personal data');
  return v_agents[1];
end $$;

grant execute on function lensers.sample_team to authenticated;
