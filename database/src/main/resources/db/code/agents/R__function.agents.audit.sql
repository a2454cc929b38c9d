-- Writes into the chain of the agent's owner what was decided or changed, by whom.
create or replace function agents.audit(p_ai_lenser_id uuid, p_action text, p_subject_type text, p_subject_id uuid, p_detail jsonb default '{}')
returns void
language sql volatile set search_path = '' as $$
  select audit.append(agents.owner_of(p_ai_lenser_id), p_action, p_subject_type, p_subject_id,
    jsonb_build_object('ai_lenser_id', p_ai_lenser_id) || coalesce(p_detail, '{}'))
$$;
