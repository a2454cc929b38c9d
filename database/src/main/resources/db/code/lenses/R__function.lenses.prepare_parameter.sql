-- Trigger function: only drafts change their parameters, and a default value fits the type.
create or replace function lenses.prepare_parameter() returns trigger
language plpgsql set search_path = '' as $$
declare
  v_version_id uuid := case when tg_op = 'DELETE' then old.version_id else new.version_id end;
  v_version lenses.versions;
  v_problem text;
begin
  select * into v_version from lenses.versions v where v.id = v_version_id;
  -- strangers get the answer of row security instead
  if v_version.status <> 'draft' and (not row_security_active(tg_relid) or lenses.can_edit_version(v_version_id)) then
    raise exception 'version % is % and can no longer be changed', v_version.version_number, v_version.status using
      errcode = '55000', hint = 'version_immutable: make a new version (fn_lenses_create_version)',
      detail = jsonb_build_object('version_id', v_version_id)::text;
  end if;
  if tg_op = 'DELETE' then
    return old;
  end if;
  if new.default_value = 'null' then
    new.default_value := null;
  end if;
  if new.default_value is not null then
    select shown.problem into v_problem
    from lenses.tools t,
      lenses.print_value(new.default_value, t.type, coalesce(new.options, t.options), t.min_length, t.max_length) shown
    where t.id = new.tool_id;
    if v_problem is not null then
      raise exception 'the default of "%" %', new.label, v_problem using
        errcode = '22023', hint = 'bad_params: give a default that fits the type, or none',
        detail = jsonb_build_object('label', new.label, 'problem', v_problem)::text;
    end if;
  end if;
  return new;
end $$;
