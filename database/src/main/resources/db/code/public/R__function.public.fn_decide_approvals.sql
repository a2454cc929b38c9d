-- Decides many approvals, each on its own: [{team_run_id, decision, reason, modifications}].
create or replace function public.fn_decide_approvals(p_decisions jsonb) returns table (request_id uuid, ok boolean, code text)
language plpgsql security definer set search_path = '' as $$
declare
  v_decision jsonb;
  v_hint text;
begin
  perform lensers.require_lenser();
  if jsonb_typeof(p_decisions) is distinct from 'array'
    or exists (select from jsonb_array_elements(p_decisions) d where lenses.is_uuid(coalesce(d ->> 'team_run_id', d ->> 'request_id')) is not true) then
    raise exception 'decisions are a list' using errcode = '22023', hint = 'bad_decisions: pass [{"team_run_id": …, "decision": …}]';
  end if;
  if jsonb_array_length(p_decisions) > 100 then
    raise exception 'at most 100 decisions at once' using errcode = '54000', hint = 'too_many_decisions: decide the rest in a second call';
  end if;
  for v_decision in select d from jsonb_array_elements(p_decisions) d loop
    request_id := coalesce(v_decision ->> 'team_run_id', v_decision ->> 'request_id')::uuid;
    begin
      perform public.fn_decide_approval(request_id, v_decision ->> 'decision', v_decision ->> 'reason', v_decision -> 'modifications');
      ok := true;
      code := null;
    exception
      when others then
        get stacked diagnostics v_hint = pg_exception_hint;
        ok := false;
        code := coalesce(nullif(split_part(v_hint, ':', 1), ''), sqlstate);
    end;
    return next;
  end loop;
end $$;

grant execute on function public.fn_decide_approvals to authenticated;
