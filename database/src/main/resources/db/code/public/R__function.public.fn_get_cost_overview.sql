-- What the runs that the caller may see cost this month (UTC), what that comes to by its end at the same pace, and the month before.
create or replace function public.fn_get_cost_overview() returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  v_month timestamptz := date_trunc('month', now() at time zone 'UTC') at time zone 'UTC';
  v_next timestamptz := (date_trunc('month', now() at time zone 'UTC') + interval '1 month') at time zone 'UTC';
  v_before timestamptz := (date_trunc('month', now() at time zone 'UTC') - interval '1 month') at time zone 'UTC';
  v_spent numeric;
  v_last numeric;
  v_runs bigint;
begin
  perform lensers.require_lenser();
  select coalesce(sum(r.spent_credits) filter (where r.created_at >= v_month), 0), coalesce(sum(r.spent_credits) filter (where r.created_at < v_month), 0),
    count(*) filter (where r.created_at >= v_month)
  into v_spent, v_last, v_runs
  from lenses.workflow_runs r where r.created_at >= v_before;
  return jsonb_build_object('month', to_char(v_month at time zone 'UTC', 'YYYY-MM'), 'credits', round(v_spent, 6), 'runs', v_runs,
    'forecast_credits', round(v_spent * (extract(epoch from v_next - v_month) / greatest(extract(epoch from now() - v_month), 3600))::numeric, 3),
    'previous_credits', round(v_last, 6), 'usd_per_credit', 0.001);
end $$;

grant execute on function public.fn_get_cost_overview to authenticated;
