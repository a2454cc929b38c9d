-- Makes a target, or changes one of the caller's: a webhook with an address, or letters to the own account. A webhook is told nothing before
-- it has a secret (fn_rotate_notification_secret). Where p_events is left out, a new target hears of everything. What is switched on again
-- is tried at once.
create or replace function public.fn_upsert_notification_target(p_kind text default 'webhook', p_url text default null, p_events text[] default null,
  p_label text default null, p_is_active boolean default true, p_target_id uuid default null) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_me uuid := lensers.require_lenser();
  v_old lensers.notification_targets;
  v_target lensers.notification_targets;
begin
  if p_target_id is not null then
    v_old := lensers.require_target(p_target_id);
    perform lensers.check_target(v_old.kind, coalesce(p_url, v_old.url), coalesce(p_events, v_old.events), p_label);
    update lensers.notification_targets t
    set url = coalesce(p_url, t.url), events = coalesce(p_events, t.events), label = coalesce(p_label, t.label), is_active = coalesce(p_is_active, t.is_active),
      consecutive_failures = 0, paused_until = null
    where t.id = p_target_id returning * into v_target;
  else
    perform lensers.check_target(p_kind, p_url, coalesce(p_events, lensers.notification_events()), p_label);
    perform from lensers.profiles p where p.id = v_me for no key update;
    if (select count(*) from lensers.notification_targets t where t.lenser_id = v_me) >= 20 then
      raise exception 'a person has at most 20 targets' using errcode = '54000', hint = 'too_many_targets: delete one first';
    elsif p_kind = 'email' and exists (select from lensers.notification_targets t where t.lenser_id = v_me and t.kind = 'email') then
      raise exception 'letters go to your address already' using errcode = '23505', hint = 'target_exists: change the one that there is';
    end if;
    insert into lensers.notification_targets (lenser_id, kind, url, events, label, is_active)
    values (v_me, p_kind, p_url, coalesce(p_events, lensers.notification_events()), p_label, coalesce(p_is_active, true))
    returning * into v_target;
  end if;
  perform audit.append(v_me, 'notification_target.saved', 'notification_target', v_target.id,
    jsonb_strip_nulls(jsonb_build_object('kind', v_target.kind, 'url', v_target.url, 'is_active', v_target.is_active)));
  return lensers.target_json(v_target);
end $$;

grant execute on function public.fn_upsert_notification_target to authenticated;
