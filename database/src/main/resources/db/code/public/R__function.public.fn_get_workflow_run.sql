-- One run; no row when there is none to see.
create or replace function public.fn_get_workflow_run(p_run_id uuid)
returns table (id uuid, workflow_id uuid, triggered_by uuid, status text, context_inputs jsonb, started_at timestamptz,
  completed_at timestamptz, created_at timestamptz, workflow_version_id uuid, trigger_mode text, global_model_id text, error jsonb,
  spent_credits numeric, input_tokens bigint, output_tokens bigint, parent_run_id uuid, recursion_depth int, last_event_id bigint, metadata jsonb)
language sql stable security definer set search_path = '' as $$
  select r.id, r.workflow_id, r.triggered_by, r.status, r.context_inputs, r.started_at, r.completed_at, r.created_at, r.workflow_version_id,
    r.trigger_mode, r.global_model_id::text, r.error, r.spent_credits, r.input_tokens, r.output_tokens, r.parent_run_id, r.recursion_depth,
    r.last_event_id, r.metadata
  from lenses.workflow_runs r
  where r.id = p_run_id and (lensers.can_act_as(r.triggered_by) or agents.has_agent_scope(r.ai_lenser_id, 'logs:view'))
$$;

grant execute on function public.fn_get_workflow_run(uuid) to authenticated;
