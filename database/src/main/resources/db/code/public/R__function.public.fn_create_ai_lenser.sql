-- Makes an agent that the caller owns, with its profile, policy and settings. A definer, because nobody may grant ownership by hand.
create or replace function public.fn_create_ai_lenser(
  p_owner_lenser_id uuid, p_handle text, p_display_name text, p_ai_model_id uuid default null) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_owner_id uuid := lensers.require_self(p_owner_lenser_id);
  v_limit int := coalesce(nullif(pg_catalog.current_setting('clens.max_agents_per_owner', true), '')::int, 50);
  v_handle text := lower(btrim(p_handle) collate "C");
  v_profile_id uuid;
  v_ai_lenser_id uuid;
begin
  if v_handle is null or v_handle !~ '^[a-z0-9._]{4,24}$' then
    raise exception '"%" is no handle', coalesce(p_handle, '') using
      errcode = '22023', hint = 'bad_handle: use 4 to 24 of a-z, 0-9, dot and underscore';
  end if;
  if p_display_name is null or char_length(btrim(p_display_name)) not between 1 and 60 then
    raise exception 'an agent needs a name of 1 to 60 characters' using
      errcode = '22023', hint = 'bad_name: choose a display name of 1 to 60 characters';
  end if;
  -- one creation per owner at a time, so that the limit holds
  perform from lensers.profiles p where p.id = v_owner_id for update;
  if (select count(*) from agents.ownerships o
      where o.owner_lenser_id = v_owner_id and o.role = 'owner' and o.revoked_at is null) >= v_limit then
    raise exception 'you own % agents already', v_limit using
      errcode = '54000', hint = 'too_many_agents: transfer or archive one first', detail = jsonb_build_object('limit', v_limit)::text;
  end if;
  insert into lensers.profiles (handle, display_name, type) values (v_handle, btrim(p_display_name), 'ai')
  on conflict (handle) do nothing
  returning id into v_profile_id;
  if v_profile_id is null then
    raise exception 'the handle "%" is taken', v_handle using
      errcode = '23505', hint = 'handle_taken: choose another handle', detail = jsonb_build_object('handle', v_handle)::text;
  end if;
  insert into agents.ai_lensers (profile_id) values (v_profile_id) returning id into v_ai_lenser_id;
  insert into agents.ownerships (ai_lenser_id, owner_lenser_id, role) values (v_ai_lenser_id, v_owner_id, 'owner');
  insert into agents.policies (ai_lenser_id) values (v_ai_lenser_id);
  insert into agents.workspace_settings (ai_lenser_id, default_model_id) values (v_ai_lenser_id, p_ai_model_id);
  return jsonb_build_object('profile_id', v_profile_id, 'ai_lenser_id', v_ai_lenser_id, 'status', 'created');
exception
  when foreign_key_violation then
    raise exception 'model % was not found', p_ai_model_id using
      errcode = 'P0002', hint = 'model_not_found: use the id of a model of the catalog (fn_ai_catalog_models)';
end $$;

grant execute on function public.fn_create_ai_lenser(uuid, text, text, uuid) to authenticated;
