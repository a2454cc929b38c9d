-- A new draft of a lens of the caller. What is not given comes from the parent: the named version, else the newest one.
create or replace function public.fn_lenses_create_version(
  p_lens_id uuid, p_template_body text, p_changelog text default null, p_parent_version_id uuid default null,
  p_params jsonb default null, p_input_contract jsonb default null, p_output_contract jsonb default null,
  p_instruction_category text default null)
returns lenses.versions
language plpgsql set search_path = '' as $$
declare
  v_lens lenses.lenses := lenses.require_own_lens(p_lens_id);
  v_parent lenses.versions;
  v_version lenses.versions;
begin
  perform lenses.check_body(p_template_body);
  select * into v_parent
  from lenses.versions v
  where v.lens_id = v_lens.id and (p_parent_version_id is null or v.id = p_parent_version_id)
  order by v.version_number desc limit 1;
  if p_parent_version_id is not null and v_parent.id is null then
    raise exception 'lens version % was not found', p_parent_version_id using
      errcode = 'P0002', hint = 'version_not_found: name a version of this lens';
  end if;
  insert into lenses.versions as v (lens_id, template_body, input_contract, output_contract, instruction_category,
    changelog, parent_version_id)
  values (v_lens.id, p_template_body, coalesce(p_input_contract, v_parent.input_contract),
    coalesce(p_output_contract, v_parent.output_contract),
    coalesce(p_instruction_category, v_parent.instruction_category), p_changelog, v_parent.id)
  returning * into v_version;
  if p_params is null then
    perform lenses.carry_parameters(v_parent.id, v_version.id);
  else
    perform lenses.set_parameters(v_version.id, p_params);
  end if;
  return v_version;
end $$;

grant execute on function public.fn_lenses_create_version(uuid, text, text, uuid, jsonb, jsonb, jsonb, text) to authenticated;
