-- The caller's own tools by key.
create or replace function public.fn_list_tools_registry(p_owner_lenser_id uuid) returns setof jsonb
language plpgsql stable rows 20 set search_path = '' as $$
begin
  perform lensers.require_self(p_owner_lenser_id);
  return query
  select to_jsonb(t) || jsonb_build_object('content_hash', encode(t.content_hash, 'hex'), 'pinned_hash', encode(t.pinned_hash, 'hex'),
    'offered_hash', encode(agents.definition_hash(t.offered), 'hex'))
  from agents.tools_registry t where t.owner_lenser_id = p_owner_lenser_id
  order by t.key
  limit 200;
end $$;

grant execute on function public.fn_list_tools_registry to authenticated;
