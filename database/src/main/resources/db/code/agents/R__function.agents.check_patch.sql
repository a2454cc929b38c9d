-- Refuses a patch that is no object or names what cannot be patched.
create or replace function agents.check_patch(p_patch jsonb, p_fields text[]) returns void
language plpgsql immutable set search_path = '' as $$
declare
  v_unknown text;
begin
  if p_patch is null or jsonb_typeof(p_patch) <> 'object' then
    raise exception 'a patch is a JSON object' using errcode = '22023', hint = 'bad_patch: pass {"field": value, …}';
  end if;
  select k into v_unknown from jsonb_object_keys(p_patch) k where k <> all (p_fields) order by 1 limit 1;
  if v_unknown is not null then
    raise exception '"%" cannot be changed here', v_unknown using
      errcode = '22023', hint = 'unknown_field: fields are ' || array_to_string(p_fields, ', '), detail = jsonb_build_object('field', v_unknown)::text;
  end if;
end $$;
