-- Adds an event of the caller's to a team run that is not over. Only types that claim nothing about its progress: the rest is the engine's.
create or replace function public.fn_append_team_run_event(p_team_run_id uuid, p_event_type text, p_payload jsonb) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_run agents.team_runs := agents.require_team_run(p_team_run_id, 'team:manage');
begin
  if p_event_type is null or p_event_type not in ('node.log', 'moderation.flagged', 'step.handoff', 'step.review.requested') then
    raise exception 'events of type "%" are written by the engine only', p_event_type using
      errcode = '22023', hint = 'bad_event_type: append node.log, moderation.flagged, step.handoff or step.review.requested';
  end if;
  if jsonb_typeof(coalesce(p_payload, '{}')) <> 'object' then
    raise exception 'a payload is a JSON object' using errcode = '22023', hint = 'bad_payload: pass {"key": value, …}';
  end if;
  if octet_length(p_payload::text) > 65536 then
    raise exception 'the payload has more than 64 KiB' using errcode = '54000', hint = 'payload_too_large: pass less, or a reference to it';
  end if;
  if v_run.status in ('completed', 'failed', 'cancelled') then
    raise exception 'team run % is over', p_team_run_id using errcode = '55000', hint = 'run_finished: it takes no events any more';
  end if;
  perform agents.add_run_event(p_team_run_id, p_event_type, p_payload);
end $$;

grant execute on function public.fn_append_team_run_event to authenticated;
