-- Notes what was done with an agent, by whom.
create or replace function agents.log_action(p_ai_lenser_id uuid, p_action text, p_ref_type text default null, p_ref_id uuid default null,
  p_metadata jsonb default '{}', p_result text default 'success') returns void
language sql volatile set search_path = '' as $$
  insert into agents.action_logs (ai_lenser_id, actor_lenser_id, action_type, context_ref_type, context_ref_id, result, metadata)
  values (p_ai_lenser_id, lensers.get_auth_lenser_id(), p_action, p_ref_type, p_ref_id, p_result, coalesce(p_metadata, '{}'))
$$;
