-- Replaces the parameters of a draft by p_params; labels of the body that p_params leaves out get the type that the body hints.
create or replace function lenses.set_parameters(p_version_id uuid, p_params jsonb) returns void
language plpgsql set search_path = '' as $$
declare
  v_problem record;
begin
  select * into v_problem from lenses.params_problem(p_params);
  if v_problem.problem is not null then
    raise exception 'bad parameters: %', v_problem.problem using
      errcode = '22023', hint = 'bad_params: pass [{label, tool_key or tool_id, optional, options, default_value, help_text, ordinal}]',
      detail = jsonb_build_object('label', v_problem.label, 'problem', v_problem.problem)::text;
  end if;
  delete from lenses.version_parameters p where p.version_id = p_version_id;
  insert into lenses.version_parameters (version_id, label, tool_id, optional, options, default_value, help_text, ordinal)
  select p_version_id, btrim(e.param ->> 'label', ' '), chosen.id, coalesce((e.param ->> 'optional')::boolean, named.optional, false),
    nullif(e.param -> 'options', 'null'), nullif(e.param -> 'default_value', 'null'), e.param ->> 'help_text',
    coalesce((e.param ->> 'ordinal')::int, e.n::int - 1)
  from jsonb_array_elements(p_params) with ordinality as e (param, n)
  left join lateral (
    select l.type_hint, l.optional
    from lenses.versions v, lenses.template_labels(v.template_body) l
    where v.id = p_version_id and l.label_key = lenses.label_key(e.param ->> 'label')) named on true
  cross join lateral (
    select t.id from lenses.tools t
    where case
      when e.param ->> 'tool_id' is not null then t.id = (e.param ->> 'tool_id')::uuid
      when e.param ->> 'tool_key' is not null then t.key = e.param ->> 'tool_key'
      else t.type = coalesce(named.type_hint, 'text') end
    order by t.sort_order, t.key limit 1) chosen;
  -- the same body again: the trigger adds what its labels still lack
  update lenses.versions v set template_body = v.template_body where v.id = p_version_id;
end $$;

grant execute on function lenses.set_parameters(uuid, jsonb) to authenticated;
