-- Why an agent cannot work in a run of another at the moment; NULL when it can. An agent works for others as long as somebody manages both:
-- whoever lent it and takes it back takes its memory and its tools along.
create or replace function agents.seat_refusal(p_run_agent_id uuid, p_agent_id uuid) returns text
language sql stable set search_path = '' as $$
  select coalesce(agents.agent_refusal(p_agent_id), case when p_agent_id <> p_run_agent_id and not exists (
    select from agents.ownerships o
    join agents.ownerships t on t.owner_lenser_id = o.owner_lenser_id and t.ai_lenser_id = p_run_agent_id and t.role <> 'operator' and t.revoked_at is null
    where o.ai_lenser_id = p_agent_id and o.role <> 'operator' and o.revoked_at is null)
    then 'nobody manages both this agent and the one whose run it is any more' end)
$$;
