-- Has an agent remember something.
create or replace function public.fn_write_memory_entry(p_profile_id uuid, p_scope text, p_source text, p_content text,
  p_confidence numeric default 0.5, p_expires_at timestamptz default null, p_team_run_id uuid default null, p_metadata jsonb default '{}') returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  v_profile agents.memory_profiles := agents.require_memory_profile(p_profile_id);
begin
  if p_scope is null or p_scope not in ('project', 'conversation', 'global') then
    raise exception 'there is no scope "%"', p_scope using errcode = '22023', hint = 'bad_scope: use project, conversation or global';
  end if;
  if p_source is null or p_source not in ('user', 'agent', 'tool', 'eval', 'manual') then
    raise exception 'there is no source "%"', p_source using errcode = '22023', hint = 'bad_source: use user, agent, tool, eval or manual';
  end if;
  if coalesce(p_content, '') = '' or coalesce(p_confidence, -1) not between 0 and 1 or jsonb_typeof(coalesce(p_metadata, '{}')) <> 'object' then
    raise exception 'a memory has a content, a confidence from 0 to 1 and an object of metadata' using
      errcode = '22023', hint = 'bad_memory: correct the content, confidence or metadata';
  end if;
  if p_team_run_id is not null then
    perform agents.require_team_run(p_team_run_id);
  end if;
  return agents.add_memory(v_profile, p_scope, p_source, p_content, p_confidence, p_expires_at, p_team_run_id, coalesce(p_metadata, '{}'));
end $$;

grant execute on function public.fn_write_memory_entry to authenticated;
