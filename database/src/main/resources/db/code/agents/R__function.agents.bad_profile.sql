-- Refuses a profile or the limits of an agent, with the path of what is wrong in it.
create or replace function agents.bad_profile(p_path text, p_problem text) returns void
language plpgsql immutable set search_path = '' as $$
begin
  raise exception '%: %', left(p_path, 160), p_problem using
    errcode = '22023', hint = 'bad_profile: see docs/reference/policies.md', detail = jsonb_build_object('path', left(p_path, 160))::text;
end $$;

grant execute on function agents.bad_profile to authenticated;
