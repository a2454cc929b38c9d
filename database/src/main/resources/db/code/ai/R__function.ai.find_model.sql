-- The model that a text names: its id, or provider_key/model_key. NULL when there is none.
create or replace function ai.find_model(p_ref text) returns uuid
language plpgsql stable parallel safe set search_path = '' as $$
begin
  if lenses.is_uuid(p_ref) then
    return (select m.id from ai.models m where m.id = p_ref::uuid);
  end if;
  return (
    select m.id
    from ai.providers p
    join ai.models m on m.provider_id = p.id
    where p.key = split_part(p_ref, '/', 1) and m.key = substr(p_ref, length(split_part(p_ref, '/', 1)) + 2));
end $$;

grant execute on function ai.find_model(text) to anon, authenticated, engine_worker;
