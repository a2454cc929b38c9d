-- Makes a lens of the caller with its first version as draft.
create or replace function public.fn_create_lens(
  p_visibility text, p_template_body text, p_title text, p_description text default null, p_language_code text default 'en',
  p_params jsonb default '[]', p_tag_ids uuid[] default '{}', p_parent_lens_id uuid default null,
  p_input_contract jsonb default null, p_output_contract jsonb default null, p_instruction_category text default null)
returns uuid
language plpgsql set search_path = '' as $$
declare
  v_me uuid := lensers.require_lenser();
  v_lens_id uuid;
  v_version_id uuid;
begin
  perform lenses.check_lens_arguments(coalesce(p_title, ''), p_visibility);
  perform lenses.check_body(p_template_body);
  if p_parent_lens_id is not null and not lenses.can_read_lens(p_parent_lens_id) then
    raise exception 'lens % was not found', p_parent_lens_id using
      errcode = 'P0002', hint = 'lens_not_found: check the id; private lenses are visible to their author only';
  end if;
  insert into lenses.lenses (lenser_id, title, description, language_code, visibility, tags, parent_lens_id)
  values (v_me, btrim(p_title), p_description, coalesce(p_language_code, 'en'), coalesce(p_visibility, 'private'),
    lenses.tag_slugs(coalesce(p_tag_ids, '{}')), p_parent_lens_id)
  returning id into v_lens_id;
  insert into lenses.versions (lens_id, template_body, input_contract, output_contract, instruction_category)
  values (v_lens_id, p_template_body, p_input_contract, p_output_contract, p_instruction_category)
  returning id into v_version_id;
  if p_params is not null and p_params not in ('[]', 'null') then
    perform lenses.set_parameters(v_version_id, p_params);
  end if;
  return v_lens_id;
end $$;

grant execute on function public.fn_create_lens(text, text, text, text, text, jsonb, uuid[], uuid, jsonb, jsonb, text) to authenticated;
