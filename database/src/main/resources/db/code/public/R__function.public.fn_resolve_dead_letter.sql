-- Notes that somebody has dealt with a run that was given up.
create or replace function public.fn_resolve_dead_letter(p_id uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_letter lenses.workflow_run_dead_letters;
begin
  perform lensers.require_lenser();
  select * into v_letter from lenses.workflow_run_dead_letters d where d.id = p_id for no key update;
  if v_letter.id is null or not exists (select from lenses.workflow_runs r where r.id = v_letter.run_id and lenses.can_see_run(r)) then
    raise exception 'dead letter % was not found', p_id using errcode = 'P0002', hint = 'dead_letter_not_found: check the id';
  end if;
  perform lenses.require_run(v_letter.run_id, p_act => true);
  if v_letter.resolved_at is not null then
    raise exception 'dead letter % was resolved already', p_id using errcode = '55000', hint = 'dead_letter_resolved: nothing is left to do';
  end if;
  update lenses.workflow_run_dead_letters d set resolved_at = now() where d.id = p_id;
end $$;

grant execute on function public.fn_resolve_dead_letter to authenticated;
