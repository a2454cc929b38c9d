-- SHA-256 over what a version means: body, parameters and contracts.
create or replace function lenses.content_hash(p_version lenses.versions) returns bytea
language sql stable set search_path = '' as $$
  select sha256(convert_to(jsonb_build_object(
    'body', p_version.template_body,
    'parameters', lenses.parameters_json(p_version.id),
    'input_contract', p_version.input_contract,
    'output_contract', p_version.output_contract)::text, 'UTF8'))
$$;

grant execute on function lenses.content_hash(lenses.versions) to authenticated;
