create or replace trigger refuse_overlap before insert or update on ai.model_pricing
  for each row execute function ai.refuse_price_overlap();
