-- Gives a schedule that was saved or resumed the instants that the server computed for it; without them it asks for some. What lies behind is
-- not caught up.
create or replace function lenses.plan_fires(p_schedule lenses.workflow_schedules, p_computed jsonb) returns lenses.workflow_schedules
language plpgsql volatile set search_path = '' as $$
declare
  v_fires timestamptz[];
  v_schedule lenses.workflow_schedules;
begin
  if p_computed ->> 'cron_expr' = (p_schedule).cron_expr and p_computed ->> 'timezone' = (p_schedule).timezone then
    v_fires := array(select f.at::timestamptz from jsonb_array_elements_text(p_computed -> 'fires') with ordinality f (at, place)
      where f.at::timestamptz > clock_timestamp() order by f.place);
  end if;
  update lenses.workflow_schedules s
  set next_run_at = case when s.is_active then v_fires[1] end, upcoming = coalesce(v_fires[2:], '{}'), calendar = p_computed ->> 'calendar',
    decided_until = clock_timestamp(), retry_at = null
  where s.id = (p_schedule).id
  returning s.* into v_schedule;
  return v_schedule;
end $$;
