-- Trigger function guard_transition(machine [, column]): refuses a change of a state column (status, unless named)
-- that is not a row of engine.transitions.
create or replace function engine.guard_transition() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_column text := coalesce(tg_argv[1], 'status');
  v_source text := pg_catalog.to_jsonb(old) ->> v_column;
  v_target text := pg_catalog.to_jsonb(new) ->> v_column;
begin
  if v_source is distinct from v_target and not exists (
    select from engine.transitions t
    where t.machine = tg_argv[0] and t.source = v_source and t.target = v_target)
  then
    raise exception '% cannot go from % to %', replace(tg_argv[0], '_', ' '), v_source, v_target using
      errcode = '55000',
      hint = 'illegal_transition: from ' || v_source || ' it can go to ' || coalesce(
        (select string_agg(t.target, ', ' order by t.target) from engine.transitions t
         where t.machine = tg_argv[0] and t.source = v_source), 'nothing'),
      detail = pg_catalog.jsonb_build_object('machine', tg_argv[0], 'from', v_source, 'to', v_target)::text;
  end if;
  return new;
end $$;
