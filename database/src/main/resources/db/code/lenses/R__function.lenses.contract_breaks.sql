-- What a new contract breaks for those who rely on the old one: an input may not ask for more, an output may not promise less.
create or replace function lenses.contract_breaks(p_old jsonb, p_new jsonb, p_is_output boolean)
returns table (code text, field text)
language sql immutable set search_path = '' as $$
  with fields as (
    select coalesce(a.key, b.key) as name, a.value as was, b.value as now,
      coalesce((a.value ->> 'required')::boolean, false) as was_required,
      coalesce((b.value ->> 'required')::boolean, false) as now_required,
      coalesce(a.value ->> 'type', 'any') as was_type, coalesce(b.value ->> 'type', 'any') as now_type
    from jsonb_each(coalesce(p_old -> 'fields', '{}')) a
    full join jsonb_each(coalesce(p_new -> 'fields', '{}')) b using (key)
  )
  select 'input_now_required', f.name from fields f where not p_is_output and f.now_required and not f.was_required
  union all
  select 'input_type_changed', f.name from fields f
  where not p_is_output and f.was is not null and f.now is not null and f.now_type not in ('any', f.was_type)
  union all
  select 'input_now_refused', f.name from fields f
  where not p_is_output and f.now is null and coalesce((p_new ->> 'strict')::boolean, false)
  union all
  select 'output_no_longer_promised', f.name from fields f where p_is_output and f.was_required and not f.now_required
  union all
  select 'output_type_changed', f.name from fields f
  where p_is_output and f.was is not null and f.now is not null and f.was_type not in ('any', f.now_type)
  union all
  select 'output_kind_changed', k.name
  from (values ('kind'), ('artifactKind')) as k (name)
  where p_is_output and p_old is not null and p_old ->> k.name is distinct from p_new ->> k.name
  order by 1, 2
$$;
