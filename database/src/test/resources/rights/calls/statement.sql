-- The statement that calls a function of the API with arguments given as JSON, and says whether anything came back: "yes" or "nothing".
select case
    when p.prorettype = 'void'::regtype then format('select ''yes'' from (select public.%I(%s)) answer', p.proname, a.list)
    when p.proretset then format('select case when count(*) = 0 then ''nothing'' else ''yes'' end from public.%I(%s) answer', p.proname, a.list)
    else format('select case when coalesce(to_jsonb(answer.a), ''null'') in (''null'', ''[]'') then ''nothing'' else ''yes'' end from (select public.%I(%s) as a) answer',
      p.proname, a.list)
  end
from pg_proc p
cross join lateral (
  select coalesce(string_agg(format('%I => (%L::jsonb %s %L)::%s', k.key, :arguments, case t.type when 'jsonb' then '->' else '->>' end, k.key, t.type), ', '), '') as list
  from jsonb_object_keys(cast(:arguments as jsonb)) k (key)
  join lateral (select n.name, format_type(p.proargtypes[n.at - 1], null) as type from unnest(p.proargnames) with ordinality n (name, at)) t on t.name = k.key
) a
where p.pronamespace = 'public'::regnamespace and p.proname = :function
