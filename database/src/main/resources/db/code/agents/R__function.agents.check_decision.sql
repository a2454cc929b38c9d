-- Refuses a decision that is none.
create or replace function agents.check_decision(p_decision text, p_reason text, p_modifications jsonb) returns void
language plpgsql immutable set search_path = '' as $$
begin
  if p_decision is null or p_decision not in ('approved', 'rejected', 'modified') then
    raise exception 'there is no decision "%"', p_decision using errcode = '22023', hint = 'bad_decision: pass approved, rejected or modified';
  end if;
  if (p_decision = 'modified') <> (p_modifications is not null) or jsonb_typeof(p_modifications) <> 'object' then
    raise exception 'modifications are a JSON object of inputs, and come with the decision modified' using
      errcode = '22023', hint = 'bad_modifications: pass p_modifications with "modified" only';
  end if;
  if char_length(p_reason) > 2000 then
    raise exception 'a reason has at most 2000 characters' using errcode = '22023', hint = 'bad_reason: write less';
  end if;
end $$;
