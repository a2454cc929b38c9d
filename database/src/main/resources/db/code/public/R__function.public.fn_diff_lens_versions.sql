-- What changes from version a to version b: body, parameters, contracts, and what of it breaks callers of a.
-- A definer, so that versions of unlisted lenses are read by id.
create or replace function public.fn_diff_lens_versions(p_a uuid, p_b uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_a lenses.versions;
  v_b lenses.versions;
  v_parameters jsonb;
  v_breaking jsonb;
begin
  perform lenses.require_readable_version(p_a);
  perform lenses.require_readable_version(p_b);
  select * into v_a from lenses.versions v where v.id = p_a;
  select * into v_b from lenses.versions v where v.id = p_b;
  v_parameters := lenses.diff_parameters(p_a, p_b);
  with found as (
    select 1 as part, p ->> 'breaking' as code, p ->> 'label' as name
    from jsonb_array_elements(v_parameters) p where p ->> 'breaking' is not null
    union all
    select 2, i.code, i.field from lenses.contract_breaks(v_a.input_contract, v_b.input_contract, false) i
    union all
    select 3, o.code, o.field from lenses.contract_breaks(v_a.output_contract, v_b.output_contract, true) o
  )
  select coalesce(jsonb_agg(jsonb_build_object('code', f.code, 'name', f.name) order by f.part, f.code, f.name), '[]')
  into v_breaking from found f;
  return jsonb_build_object(
    'a', jsonb_build_object('id', v_a.id, 'lens_id', v_a.lens_id, 'version_number', v_a.version_number, 'status', v_a.status),
    'b', jsonb_build_object('id', v_b.id, 'lens_id', v_b.lens_id, 'version_number', v_b.version_number, 'status', v_b.status),
    'body', jsonb_build_object('changed', v_a.template_body <> v_b.template_body, 'from', v_a.template_body, 'to', v_b.template_body),
    'parameters', v_parameters,
    'input_contract', jsonb_build_object('changed', v_a.input_contract is distinct from v_b.input_contract,
      'from', v_a.input_contract, 'to', v_b.input_contract),
    'output_contract', jsonb_build_object('changed', v_a.output_contract is distinct from v_b.output_contract,
      'from', v_a.output_contract, 'to', v_b.output_contract),
    'breaking', v_breaking <> '[]',
    'breaking_changes', v_breaking);
end $$;

grant execute on function public.fn_diff_lens_versions(uuid, uuid) to anon, authenticated;
