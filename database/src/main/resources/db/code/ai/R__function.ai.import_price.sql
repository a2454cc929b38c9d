-- A new price of a model from now on, unless somebody here set the present one. True when there is a new price.
create or replace function ai.import_price(p_model_id uuid, p_price jsonb, p_source text) returns boolean
language plpgsql set search_path = '' as $$
declare
  v_now ai.model_pricing;
  v_ours timestamptz;
begin
  if p_price is null or p_price ->> 'input' is null or p_price ->> 'output' is null then
    return false;
  end if;
  select (m.metadata ->> 'price_as_of')::timestamptz into v_ours from ai.models m where m.id = p_model_id;
  select * into v_now from ai.model_pricing q
  where q.model_id = p_model_id and q.effective_from <= now() and (q.effective_to is null or q.effective_to > now())
  order by q.effective_from desc limit 1;
  if (v_now.input_per_mtok, v_now.output_per_mtok, v_now.cached_input_per_mtok)
      is not distinct from ((p_price ->> 'input')::numeric, (p_price ->> 'output')::numeric, (p_price ->> 'cached')::numeric)
    -- a price that is newer than the one that a seed or an import left was set by hand
    or v_now.effective_from > coalesce(v_ours, '-infinity')
    or exists (select from ai.model_pricing q where q.model_id = p_model_id and q.effective_from > now()) then
    return false;
  end if;
  update ai.model_pricing q set effective_to = now() where q.id = v_now.id;
  insert into ai.model_pricing (model_id, input_per_mtok, output_per_mtok, cached_input_per_mtok, effective_from)
  values (p_model_id, (p_price ->> 'input')::numeric, (p_price ->> 'output')::numeric, (p_price ->> 'cached')::numeric, now());
  update ai.models m
  set metadata = m.metadata || jsonb_build_object('price_as_of', now(), 'price_source', p_source, 'price_verified', false)
  where m.id = p_model_id;
  return true;
end $$;
