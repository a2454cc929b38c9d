-- The inputs of a run that something outside started: the template, overridden by members of the body that the workflow knows as inputs;
-- the whole body where it takes an input of that name. What is too large or does not fit is refused like everybody's inputs.
create or replace function lenses.trigger_inputs(p_template jsonb, p_body jsonb, p_known text[]) returns jsonb
language sql immutable set search_path = '' as $$
  select coalesce(p_template, '{}')
    || case when 'body' = any (p_known) then jsonb_build_object('body', p_body) else '{}' end
    || coalesce((
      select jsonb_object_agg(b.key, b.value) from jsonb_each(case jsonb_typeof(p_body) when 'object' then p_body else '{}' end) b
      where lenses.label_key(b.key) = any (p_known)), '{}')
$$;
