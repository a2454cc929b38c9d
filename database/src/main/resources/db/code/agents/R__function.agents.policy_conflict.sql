-- Where settings of a policy contradict each other or name what is not there; nothing where they do not. Asked when a policy is saved: what is
-- gone later blocks the run that comes to it, and widens nothing. p_owner is the person for whom runs are
-- (NULL where that is not known yet), p_assignee who works on them.
create or replace function agents.policy_conflict(p_kind text, p_policy jsonb, p_owner uuid, p_assignee uuid, out path text, out problem text)
language plpgsql stable set search_path = '' as $$
declare
  v_model text := p_policy ->> 'fallbackModelId';
  v_assignee text := lower(p_policy ->> 'fallbackAssigneeId');
  v_level text := (select m.support_level from ai.models m where m.id = ai.find_model(v_model));
begin
  select x.name, x.words into path, problem
  from (values
    ('approval', 'mode', p_policy -> 'requiresApproval' = 'false' and p_policy ->> 'mode' = 'every_node',
      '"mode" every_node asks before every step, and "requiresApproval" is false; choose one'),
    ('retry', 'maxBackoffMs', p_policy -> 'maxBackoffMs' < p_policy -> 'backoffMs', '"maxBackoffMs" is less than "backoffMs"'),
    ('queue', 'maxConcurrency', p_policy ->> 'mode' = 'serial' and p_policy -> 'maxConcurrency' > '1',
      '"mode" serial is one at a time, and "maxConcurrency" is more; choose one'),
    ('failure', 'mode', p_policy ->> 'mode' = 'fallback' and coalesce(v_model, v_assignee) is null,
      '"mode" is fallback: name a "fallbackModelId" or a "fallbackAssigneeId"'),
    ('failure', 'fallbackModelId', v_model is not null and v_level is null, format('"fallbackModelId": there is no model "%s"', left(v_model, 120))),
    ('failure', 'fallbackModelId', v_level in ('catalog_only', 'deprecated'),
      format('"fallbackModelId": model "%s" cannot be called from here (%s)', left(v_model, 120), v_level)),
    ('failure', 'fallbackAssigneeId', v_assignee is not null and not exists (
        select from agents.ai_lensers a where a.id::text = v_assignee and a.archived_at is null and (p_owner is null or agents.owner_of(a.id) = p_owner)
        union all
        select from agents.teams t where t.id::text = v_assignee and t.status <> 'archived' and (p_owner is null or agents.owner_of(t.ai_lenser_id) = p_owner)),
      format('"fallbackAssigneeId": there is no agent or team "%s"', left(v_assignee, 120))),
    ('failure', 'fallbackAssigneeId', v_assignee = p_assignee::text, '"fallbackAssigneeId" is the assignee, who would take over from itself; name another one')
  ) x (kind, name, wrong, words)
  where x.kind = p_kind and x.wrong limit 1;
  path := p_kind || '_policy.' || path;
end $$;

grant execute on function agents.policy_conflict to authenticated, engine_worker;
