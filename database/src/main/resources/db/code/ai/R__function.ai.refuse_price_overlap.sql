-- Trigger function: a model has one price at any instant. Writers of one model wait for each other.
create or replace function ai.refuse_price_overlap() returns trigger
language plpgsql set search_path = '' as $$
begin
  perform from ai.models m where m.id = new.model_id for no key update;
  if exists (
    select from ai.model_pricing p
    where p.model_id = new.model_id and p.id <> new.id
      and tstzrange(p.effective_from, p.effective_to) && tstzrange(new.effective_from, new.effective_to))
  then
    raise exception 'the model already has a price in this period' using
      errcode = '23514', hint = 'price_overlap: end the earlier price first (effective_to)';
  end if;
  return new;
end $$;
