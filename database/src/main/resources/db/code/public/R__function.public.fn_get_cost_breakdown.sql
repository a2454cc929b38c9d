-- What the runs that the caller may see have cost over the last days, by what made the cost, beside the same length of time before; the
-- dearest first, days in their order. The key leads to the thing: an id, a provider/model, or a day (UTC).
create or replace function public.fn_get_cost_breakdown(p_by text default 'workflow', p_days int default 30)
returns table (key text, label text, runs bigint, credits numeric, input_tokens bigint, output_tokens bigint, previous_credits numeric)
language plpgsql stable rows 50 set search_path = '' as $$
declare
  v_from timestamptz;
begin
  perform lensers.require_lenser();
  if p_by is null or p_by not in ('agent', 'workflow', 'schedule', 'lens', 'lens_version', 'model', 'key', 'day') then
    raise exception 'cost is not kept by "%"', p_by using errcode = '22023', hint = 'bad_grouping: pass agent, workflow, schedule, lens, lens_version, model, key or day';
  end if;
  if p_days is null or p_days not between 1 and 365 then
    raise exception 'cost is shown over 1 to 365 days' using errcode = '22023', hint = 'bad_days: choose 1 to 365';
  end if;
  v_from := now() - p_days * interval '1 day';
  return query
  with cost as (select * from lenses.cost_rows(p_by, v_from - p_days * interval '1 day')),
  summed as (
    select c.key, min(c.label) as label, count(distinct c.run_id) filter (where c.at >= v_from) as runs,
      coalesce(sum(c.credits) filter (where c.at >= v_from), 0) as credits,
      coalesce(sum(c.input_tokens) filter (where c.at >= v_from), 0)::bigint as input_tokens,
      coalesce(sum(c.output_tokens) filter (where c.at >= v_from), 0)::bigint as output_tokens,
      coalesce(sum(c.credits) filter (where c.at < v_from), 0) as previous_credits
    from cost c where c.key is not null group by c.key
  )
  select s.key, coalesce(s.label, s.key), s.runs, s.credits, s.input_tokens, s.output_tokens, s.previous_credits
  from summed s
  where p_by <> 'day' or s.key >= to_char(v_from at time zone 'UTC', 'YYYY-MM-DD')
  order by case when p_by = 'day' then s.key end, s.credits desc, s.runs desc, s.key
  limit 400;
end $$;

grant execute on function public.fn_get_cost_breakdown to authenticated;
