-- Memories of the caller's agents that hold the words, the best first. Each entry found is noted as read.
create or replace function public.fn_search_memory_entries(p_query text, p_profile_id uuid default null, p_limit int default 20)
returns table (id uuid, profile_id uuid, ai_lenser_id uuid, scope text, source text, content text, confidence numeric, is_redacted boolean,
  created_at timestamptz, rank real)
language plpgsql security definer rows 20 set search_path = '' as $$
declare
  v_me uuid := lensers.require_lenser();
  v_agents uuid[] := agents.ai_lenser_ids_with_scope('memory:manage');
  v_query tsquery := websearch_to_tsquery('simple', coalesce(p_query, ''));
begin
  if p_profile_id is not null then
    perform agents.require_memory_profile(p_profile_id);
  end if;
  if numnode(v_query) = 0 then
    raise exception 'there is nothing to look for' using errcode = '22023', hint = 'bad_query: pass at least one word';
  end if;
  return query
  with found as materialized (
    select m.*, ts_rank(m.search, v_query) as rank
    from agents.memories m
    where m.search @@ v_query and m.ai_lenser_id = any (v_agents) and (p_profile_id is null or m.profile_id = p_profile_id)
      and not m.is_redacted and (m.expires_at is null or m.expires_at > now())
    order by ts_rank(m.search, v_query) desc, m.created_at desc, m.id desc
    limit agents.list_size(p_limit, 20)
  ), noted as (
    insert into agents.memory_access_logs (memory_id, actor_lenser_id, action, context)
    select f.id, v_me, 'read', jsonb_build_object('search', left(p_query, 200)) from found f
  )
  select f.id, f.profile_id, f.ai_lenser_id, f.scope, f.source, f.content, f.confidence, f.is_redacted, f.created_at, f.rank
  from found f order by f.rank desc, f.created_at desc, f.id desc;
end $$;

grant execute on function public.fn_search_memory_entries to authenticated;
