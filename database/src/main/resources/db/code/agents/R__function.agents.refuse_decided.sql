-- Says why nothing can be decided any more: nothing waited, its time is over, or somebody was faster, whose decision stands in the detail.
create or replace function agents.refuse_decided(p_status text, p_metadata jsonb) returns void
language plpgsql immutable set search_path = '' as $$
begin
  if p_status = 'not_required' then
    raise exception 'nothing waits for a decision here' using errcode = '55000', hint = 'nothing_to_decide: this run needed no approval';
  elsif p_status = 'pending' then
    raise exception 'the time to decide is over' using errcode = '55000', hint = 'approval_expired: start the run again';
  end if;
  raise exception 'it was decided already: %', p_status using
    errcode = '40001', hint = 'already_decided: the decision that stands is in the detail',
    detail = jsonb_build_object('approval_status', p_status, 'metadata', p_metadata)::text;
end $$;
