-- Notes that the caller was refused by rights: in the chain of whom what they named belongs to, or in their own where it belongs to nobody whom
-- they can see. At most twenty an hour from one person into one chain, so that nobody fills another's. The row's number, NULL when it was not noted.
create or replace function audit.note_refusal(p_target text, p_code text, p_subjects uuid[]) returns bigint
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_me uuid := lensers.get_auth_lenser_id();
  v_owner uuid;
  v_subject uuid;
begin
  if v_me is null then
    return null;
  end if;
  select x.owner, x.id into v_owner, v_subject
  from unnest(p_subjects) with ordinality s (id, at)
  cross join lateral (
    select s.id, agents.owner_of(a.id) as owner from agents.ai_lensers a where a.id = s.id
    union all select s.id, agents.owner_of(r.ai_lenser_id) from agents.team_runs r where r.id = s.id
    union all select s.id, agents.owner_of(i.ai_lenser_id) from agents.tool_invocations i where i.id = s.id
    union all select s.id, agents.owner_of(m.ai_lenser_id) from agents.memories m where m.id = s.id
    union all select s.id, coalesce(agents.owner_of(r.ai_lenser_id), r.triggered_by) from lenses.workflow_runs r where r.id = s.id
    union all select s.id, w.lenser_id from lenses.workflows w where w.id = s.id
    union all select s.id, l.lenser_id from lenses.lenses l where l.id = s.id) x
  join lensers.profiles p on p.id = x.owner and p.type = 'human'
  order by s.at limit 1;
  v_owner := coalesce(v_owner, v_me);
  if (select count(*) from (select g.* from audit.log g where g.owner_lenser_id = v_owner order by g.seq desc limit 500) recent
      where recent.action = 'access.refused' and recent.actor_lenser_id = v_me and recent.occurred_at > now() - interval '1 hour') >= 20 then
    return null;
  end if;
  return audit.append(v_owner, 'access.refused', null, v_subject, jsonb_build_object('request', left(p_target, 200), 'code', left(p_code, 80)));
end $$;

grant execute on function audit.note_refusal to authenticated;
