-- How much a profile holds, by scope.
create or replace function public.fn_summarize_memory_profile(p_profile_id uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_profile agents.memory_profiles := agents.require_memory_profile(p_profile_id);
begin
  return (
    select jsonb_build_object('profile_id', v_profile.id, 'count', count(*),
      'scopes', jsonb_build_object('project', count(*) filter (where m.scope = 'project'),
        'conversation', count(*) filter (where m.scope = 'conversation'), 'global', count(*) filter (where m.scope = 'global')),
      'last_written_at', max(m.created_at))
    from agents.memories m
    where m.profile_id = v_profile.id and not m.is_redacted and (m.expires_at is null or m.expires_at > now()));
end $$;

grant execute on function public.fn_summarize_memory_profile to authenticated;
