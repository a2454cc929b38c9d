-- Trigger function: the limits of an agent do not contradict each other.
create or replace function agents.check_limits() returns trigger
language plpgsql set search_path = '' as $$
declare
  v_words text[] := array['text', 'json', 'image', 'audio', 'video', 'file'];
  v_place bigint := (select min(w.place) - 1 from unnest(new.allowed_output_modalities) with ordinality w (word, place)
    where (w.word = any (v_words)) is not true);
begin
  if tg_op = 'UPDATE' and (new.spend_threshold_credits, new.spending_limit_credits, new.allowed_output_modalities)
    is not distinct from (old.spend_threshold_credits, old.spending_limit_credits, old.allowed_output_modalities) then
    return new;
  end if;
  if new.spend_threshold_credits > new.spending_limit_credits then
    perform agents.bad_profile('spend_threshold_credits', format('it is %s, above the "spending_limit_credits" of %s, so it would never ask',
      new.spend_threshold_credits, new.spending_limit_credits));
  elsif v_place is not null then
    perform agents.bad_profile('allowed_output_modalities[' || v_place || ']', 'it is one of ' || array_to_string(v_words, ', '));
  elsif cardinality(new.allowed_output_modalities) = 0 then
    perform agents.bad_profile('allowed_output_modalities', 'it is empty, so the agent could answer nothing; name one');
  end if;
  return new;
end $$;
