-- Begins a call that was asked for with fn_invoke_tool, once, and says all that carrying it out takes. It must be allowed still, approved where
-- that is needed, and lead to the same tool and target with the same input; whoever carries it out has p_seconds for it.
create or replace function public.fn_begin_tool_invocation(p_invocation_id uuid, p_seconds int default 60) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_call agents.tool_invocations := agents.require_invocation(p_invocation_id, 'tools:manage');
  v_tool agents.tools_registry;
begin
  if p_seconds is null or p_seconds not between 1 and 3600 then
    raise exception '% seconds are no time for a call', p_seconds using errcode = '22023', hint = 'bad_seconds: pass 1 to 3600';
  end if;
  select * into v_tool from agents.tools_registry t where t.id = v_call.tool_id;
  perform agents.require_startable(v_call, v_tool);
  if v_call.input_hash <> sha256(v_tool.content_hash || convert_to(v_call.input::text, 'UTF8')) then
    update agents.tool_invocations i
    set status = 'failed', error = 'the tool, its target or the input is not what was asked for any more', completed_at = now()
    where i.id = p_invocation_id;
    return jsonb_build_object('state', 'changed');
  end if;
  update agents.tool_invocations i
  set status = 'running', started_at = now(), run_until = now() + p_seconds * interval '1 second', error = null
  where i.id = p_invocation_id;
  perform agents.add_run_event(v_call.team_run_id, 'tool.started', jsonb_build_object('invocation_id', p_invocation_id, 'tool', v_tool.key),
    v_call.agent_run_step_id);
  return jsonb_build_object('state', 'go', 'idempotency_key', v_call.idempotency_key, 'input', v_call.input, 'ai_lenser_id', v_call.ai_lenser_id,
    'run_id', coalesce(v_call.run_id, (select r.workflow_run_id from agents.team_runs r where r.id = v_call.team_run_id), v_call.team_run_id),
    'tool', to_jsonb(v_tool) - 'content_hash' - 'owner_lenser_id');
end $$;

grant execute on function public.fn_begin_tool_invocation to authenticated;
