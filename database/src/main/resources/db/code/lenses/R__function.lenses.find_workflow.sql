-- The workflow that a reference names: an id, handle/slug, or a slug (the caller's own first, then a public one). The caller may read it.
create or replace function lenses.find_workflow(p_ref text) returns lenses.workflows
language plpgsql stable set search_path = '' as $$
declare
  v_workflow lenses.workflows;
begin
  if lenses.is_uuid(p_ref) then
    select * into v_workflow from lenses.workflows w where w.id = p_ref::uuid;
  elsif p_ref like '%/%' then
    select w.* into v_workflow
    from lensers.profiles p join lenses.workflows w on w.lenser_id = p.id
    where p.handle = lower(split_part(p_ref, '/', 1)) and w.slug = lower(split_part(p_ref, '/', 2));
  else
    select * into v_workflow
    from lenses.workflows w
    where w.lenser_id = any (lensers.acting_profile_ids()) and w.slug = lower(p_ref)
    order by w.id
    limit 1;
    if not found then
      select * into v_workflow
      from lenses.workflows w
      where w.slug = lower(p_ref) and w.visibility = 'public' and w.status = 'published'
      order by w.id
      limit 1;
    end if;
  end if;
  if v_workflow.id is null or not lenses.can_read_workflow(v_workflow) then
    return null;
  end if;
  return v_workflow;
end $$;
