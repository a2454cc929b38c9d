-- Refuses run inputs that are too large, that no node takes, that leave a required parameter without a value, or that do not fit.
create or replace function lenses.refuse_inputs(p_inputs jsonb, p_known text[], p_required text[], p_typed jsonb) returns void
language plpgsql immutable set search_path = '' as $$
declare
  v_names text[];
  v_given text[];
  v_wrong text;
begin
  if jsonb_typeof(p_inputs) <> 'object' then
    raise exception 'inputs are a JSON object, not a list or a single value' using
      errcode = '22023', hint = 'bad_inputs: pass {"name": value, …}';
  end if;
  if pg_column_size(p_inputs) > 524288 then
    raise exception 'the inputs have more than 512 KiB' using errcode = '54000', hint = 'context_too_large: pass less, or a reference to it';
  end if;
  -- the usual case, without a query: every name is written as the workflow knows it, and nothing is null
  if p_inputs - p_known = '{}' and p_inputs ?& p_required and not p_inputs @? '$.* ? (@ == null)' then
    if p_typed <> '{}' then
      perform lenses.refuse_misfits(p_inputs, p_typed);
    end if;
    return;
  end if;
  select array_agg(lenses.label_key(i.key)), array_agg(lenses.label_key(i.key)) filter (where i.value <> 'null')
  into v_names, v_given
  from jsonb_each(p_inputs) i;
  if not coalesce(v_names, '{}') <@ p_known then
    select i into v_wrong from jsonb_object_keys(p_inputs) i where lenses.label_key(i) <> all (p_known) order by i limit 1;
    raise exception 'no node takes an input "%"', v_wrong using
      errcode = '22023', hint = 'unknown_input: ' || coalesce('did you mean "' || lenses.nearest(v_wrong, p_known) || '"?',
        'the workflow takes ' || nullif(array_to_string(p_known, ', '), ''), 'the workflow takes no inputs'),
      detail = jsonb_build_object('input', v_wrong, 'known', p_known)::text;
  end if;
  if cardinality(v_names) > (select count(distinct n) from unnest(v_names) n) then
    raise exception 'two inputs have the same name but for letter case' using
      errcode = '22023', hint = 'ambiguous_input: pass each input once';
  end if;
  if not p_required <@ coalesce(v_given, '{}') then
    raise exception 'the run needs input %', (
      select string_agg('"' || r || '"', ', ') from unnest(p_required) r where r <> all (coalesce(v_given, '{}'))) using
      errcode = '22023', hint = 'missing_binding: pass it as an input, connect it, or give it a default',
      detail = jsonb_build_object('missing', array(select r from unnest(p_required) r where r <> all (coalesce(v_given, '{}'))))::text;
  end if;
  perform lenses.refuse_misfits(p_inputs, p_typed);
end $$;
