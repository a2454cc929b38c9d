-- One row for each thing that cost something since an instant, as far as the caller may see it: whole runs, or for lenses, their versions and models the
-- nodes of runs, or for keys their calls.
create or replace function lenses.cost_rows(p_by text, p_since timestamptz)
returns table (key text, label text, run_id uuid, at timestamptz, credits numeric, input_tokens bigint, output_tokens bigint)
language sql stable rows 1000 set search_path = '' as $$
  select case p_by when 'workflow' then r.workflow_id::text when 'agent' then r.ai_lenser_id::text when 'schedule' then r.schedule_id::text
      when 'day' then to_char(r.created_at at time zone 'UTC', 'YYYY-MM-DD') end,
    case p_by
      when 'workflow' then (select w.title from lenses.workflows w where w.id = r.workflow_id)
      when 'agent' then (select p.display_name from agents.ai_lensers a join lensers.profiles p on p.id = a.profile_id where a.id = r.ai_lenser_id)
      when 'schedule' then (select coalesce(s.description, s.cron_expr) from lenses.workflow_schedules s where s.id = r.schedule_id)
    end,
    r.id, r.created_at, r.spent_credits, r.input_tokens, r.output_tokens
  from lenses.workflow_runs r
  where p_by in ('workflow', 'agent', 'schedule', 'day') and r.created_at >= p_since
  union all
  select case p_by when 'lens' then v.lens_id::text when 'lens_version' then v.id::text else n.provider_route ->> 'provider_key' || '/' || (n.provider_route ->> 'model_key') end,
    case p_by when 'lens' then l.title when 'lens_version' then l.title || ' v' || v.version_number end,
    n.run_id, n.created_at, n.cost_credits, n.input_tokens::bigint, n.output_tokens::bigint
  from lenses.workflow_node_results n
  left join lenses.versions v on v.id = n.resolved_lens_version_id
  left join lenses.lenses l on l.id = v.lens_id
  where p_by in ('lens', 'lens_version', 'model') and n.created_at >= p_since and n.provider_route is not null
  union all
  select k.id::text, coalesce(k.label, p.display_name) || ' …' || k.key_suffix, u.run_id, u.occurred_at, u.cost_credits, 0, 0
  from ai.key_usage_log u
  join ai.keys k on k.id = u.key_id
  join ai.providers p on p.id = k.provider_id
  where p_by = 'key' and u.occurred_at >= p_since
$$;

grant execute on function lenses.cost_rows to authenticated;
