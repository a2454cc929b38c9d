-- Changes a lens of the caller; NULL leaves a thing as it is. Body, parameters and contracts go to the draft, which is made from the
-- newest version when there is none; an empty object removes a contract. p_revision refuses the change when somebody was faster.
create or replace function public.fn_update_lens(
  p_lens_id uuid, p_template_body text default null, p_visibility text default null, p_title text default null,
  p_description text default null, p_tag_ids uuid[] default null, p_params jsonb default null, p_revision int default null,
  p_input_contract jsonb default null, p_output_contract jsonb default null, p_instruction_category text default null)
returns void
language plpgsql set search_path = '' as $$
declare
  v_lens lenses.lenses := lenses.require_own_lens(p_lens_id);
  v_draft_id uuid;
begin
  perform lenses.check_lens_arguments(p_title, p_visibility);
  update lenses.lenses l
  set title = coalesce(btrim(p_title), l.title), description = coalesce(p_description, l.description),
    visibility = coalesce(p_visibility, l.visibility),
    tags = case when p_tag_ids is null then l.tags else lenses.tag_slugs(p_tag_ids) end,
    revision = coalesce(p_revision, l.revision)
  where l.id = v_lens.id;
  if num_nonnulls(p_template_body, p_params, p_input_contract, p_output_contract, p_instruction_category) = 0 then
    return;
  end if;
  v_draft_id := lenses.draft_of(v_lens.id);
  update lenses.versions v
  set template_body = coalesce(p_template_body, v.template_body),
    input_contract = coalesce(p_input_contract, v.input_contract),
    output_contract = coalesce(p_output_contract, v.output_contract),
    instruction_category = coalesce(p_instruction_category, v.instruction_category)
  where v.id = v_draft_id;
  if p_params is not null then
    perform lenses.set_parameters(v_draft_id, p_params);
  end if;
end $$;

grant execute on function public.fn_update_lens(uuid, text, text, text, text, uuid[], jsonb, int, jsonb, jsonb, text) to authenticated;
