-- The contract as it is stored: NULL for an empty one; an error that lists everything wrong with its form.
create or replace function lenses.checked_contract(p_contract jsonb, p_is_output boolean) returns jsonb
language plpgsql immutable set search_path = '' as $$
declare
  v_name text := case when p_is_output then 'output contract' else 'input contract' end;
  v_problems text[];
begin
  if p_contract is null or p_contract in ('{}', 'null') then
    return null;
  end if;
  v_problems := case when jsonb_typeof(p_contract) = 'object'
    then lenses.contract_problems(p_contract, p_is_output) else array['it must be an object'] end;
  if v_problems <> '{}' then
    raise exception 'bad %: %', v_name, array_to_string(v_problems, '; ') using
      errcode = '22023', hint = 'bad_contract: correct what is listed (docs/reference/contracts.md)',
      detail = jsonb_build_object('contract', v_name, 'problems', v_problems)::text;
  end if;
  return p_contract;
end $$;

grant execute on function lenses.checked_contract(jsonb, boolean) to authenticated;
