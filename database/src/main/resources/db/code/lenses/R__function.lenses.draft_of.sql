-- The draft of a lens; made from its newest version when there is none.
create or replace function lenses.draft_of(p_lens_id uuid) returns uuid
language plpgsql set search_path = '' as $$
declare
  v_draft_id uuid := (select v.id from lenses.versions v where v.lens_id = p_lens_id and v.status = 'draft');
  v_head lenses.versions;
begin
  if v_draft_id is not null then
    return v_draft_id;
  end if;
  select * into v_head from lenses.versions v where v.lens_id = p_lens_id order by v.version_number desc limit 1;
  insert into lenses.versions (lens_id, template_body, input_contract, output_contract, instruction_category, parent_version_id)
  values (p_lens_id, v_head.template_body, v_head.input_contract, v_head.output_contract, v_head.instruction_category, v_head.id)
  returning id into v_draft_id;
  perform lenses.carry_parameters(v_head.id, v_draft_id);
  return v_draft_id;
end $$;

grant execute on function lenses.draft_of(uuid) to authenticated;
