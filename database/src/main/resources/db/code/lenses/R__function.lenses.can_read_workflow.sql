-- Whether the caller may read a workflow whose id they know: authors always, everyone a published one that is not private.
create or replace function lenses.can_read_workflow(p_workflow lenses.workflows) returns boolean
language sql stable set search_path = '' as $$
  select (p_workflow).status = 'published' and (p_workflow).visibility <> 'private' or lensers.can_act_as((p_workflow).lenser_id)
$$;
