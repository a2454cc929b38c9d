-- A private copy of a lens for the caller, as draft: of the named version, else of the newest published one, else (own lenses) the newest.
-- A definer, because the source may be unlisted and the link to it is not the caller's to set.
create or replace function public.fn_clone_lens(p_source_lens_id uuid, p_version_id uuid default null) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  v_me uuid := lensers.require_lenser();
  v_source lenses.lenses;
  v_version lenses.versions;
  v_lens_id uuid;
  v_draft_id uuid;
begin
  select * into v_source from lenses.lenses l where l.id = p_source_lens_id and lenses.can_read_lens(p_source_lens_id);
  if v_source.id is null then
    raise exception 'lens % was not found', p_source_lens_id using
      errcode = 'P0002', hint = 'lens_not_found: check the id; private lenses are visible to their author only';
  end if;
  select * into v_version
  from lenses.versions v
  where v.lens_id = v_source.id and (p_version_id is null or v.id = p_version_id) and lenses.can_read_version(v.id)
  order by v.status = 'published' desc, v.version_number desc limit 1;
  if v_version.id is null then
    raise exception 'lens version % was not found', p_version_id using
      errcode = 'P0002', hint = 'version_not_found: name a version of this lens that you can read';
  end if;
  insert into lenses.lenses (lenser_id, title, description, content, language_code, tags, params, parent_lens_id, forked_from_version_id)
  values (v_me, v_source.title, v_source.description, v_source.content, v_source.language_code, v_source.tags, v_source.params,
    v_source.id, v_version.id)
  returning id into v_lens_id;
  insert into lenses.versions (lens_id, template_body, input_contract, output_contract, instruction_category)
  values (v_lens_id, v_version.template_body, v_version.input_contract, v_version.output_contract, v_version.instruction_category)
  returning id into v_draft_id;
  delete from lenses.version_parameters p where p.version_id = v_draft_id;
  insert into lenses.version_parameters (version_id, label, tool_id, optional, options, default_value, help_text, ordinal, from_body)
  select v_draft_id, p.label, p.tool_id, p.optional, p.options, p.default_value, p.help_text, p.ordinal, p.from_body
  from lenses.version_parameters p where p.version_id = v_version.id;
  return v_lens_id;
end $$;

grant execute on function public.fn_clone_lens(uuid, uuid) to authenticated;
