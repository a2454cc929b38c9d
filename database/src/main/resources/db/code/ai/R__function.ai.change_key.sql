-- Changes what a key may spend, until when it is good, and what it is called.
create or replace function ai.change_key(p_id uuid, p_patch jsonb) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_me uuid := lensers.require_lenser();
  v_new ai.keys;
begin
  perform agents.check_patch(p_patch, '{label,spending_cap_credits,expires_at}');
  perform ai.require_key(p_id);
  begin
    v_new := jsonb_populate_record((select k from ai.keys k where k.id = p_id), p_patch);
  exception when data_exception then
    raise exception 'the cap is a whole number and the expiry an instant' using errcode = '22023', hint = 'bad_value: correct the expiry or cap';
  end;
  if v_new.expires_at <= now() or v_new.spending_cap_credits < 0 or char_length(v_new.label) > 120 then
    raise exception 'a key expires later than now, its cap is not negative, and its label has at most 120 characters' using
      errcode = '22023', hint = 'bad_value: correct the expiry, cap or label';
  end if;
  update ai.keys k
  set label = v_new.label, spending_cap_credits = v_new.spending_cap_credits, expires_at = v_new.expires_at
  where k.id = p_id;
  perform audit.append(v_me, 'key.changed', 'key', p_id, p_patch);
end $$;

grant execute on function ai.change_key to authenticated;
