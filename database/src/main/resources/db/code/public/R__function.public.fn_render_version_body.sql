-- The body of a version with values in place of its labels (docs/reference/templates.md); all problems in one error.
-- A definer, so that versions of unlisted lenses are read by id.
create or replace function public.fn_render_version_body(p_version_id uuid, p_inputs jsonb default '{}') returns text
language plpgsql stable security definer set search_path = '' as $$
begin
  perform lenses.require_readable_version(p_version_id);
  if jsonb_typeof(p_inputs) is distinct from 'object' then
    raise exception 'inputs must be an object of label and value' using
      errcode = '22023', hint = 'invalid_input: pass {"label": value, …}';
  end if;
  return lenses.render(
    (select v.template_body from lenses.versions v where v.id = p_version_id), lenses.parameters_json(p_version_id), p_inputs);
end $$;

grant execute on function public.fn_render_version_body(uuid, jsonb) to anon, authenticated;
