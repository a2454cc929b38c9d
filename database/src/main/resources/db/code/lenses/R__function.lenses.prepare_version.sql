-- Trigger function: number, immutability, body and contracts of a version.
create or replace function lenses.prepare_version() returns trigger
language plpgsql set search_path = '' as $$
declare
  v_lens lenses.lenses;
  v_draft uuid;
begin
  if tg_op = 'UPDATE' and old.status <> 'draft' then
    if to_jsonb(new) - array['status', 'parent_version_id', 'updated_at']
      <> to_jsonb(old) - array['status', 'parent_version_id', 'updated_at']
    then
      raise exception 'version % is % and can no longer be changed', old.version_number, old.status using
        errcode = '55000', hint = 'version_immutable: make a new version (fn_lenses_create_version)',
        detail = jsonb_build_object('version_id', old.id)::text;
    end if;
    return new;
  end if;
  -- one writer per lens, so that numbers have no gaps and there is one draft
  select * into v_lens from lenses.lenses l where l.id = new.lens_id for update;
  if v_lens.status = 'archived' then
    raise exception 'lens "%" is archived', v_lens.title using
      errcode = '55000', hint = 'lens_archived: restore it first', detail = jsonb_build_object('lens_id', v_lens.id)::text;
  end if;
  if tg_op = 'INSERT' then
    select v.id into v_draft from lenses.versions v where v.lens_id = new.lens_id and v.status = 'draft';
    if v_draft is not null then
      raise exception 'lens "%" already has a draft', v_lens.title using
        errcode = '55000', hint = 'draft_exists: edit the draft (fn_update_lens) or publish it first',
        detail = jsonb_build_object('version_id', v_draft)::text;
    end if;
    if new.parent_version_id is not null
      and not exists (select from lenses.versions v where v.id = new.parent_version_id and v.lens_id = new.lens_id)
    then
      raise exception 'lens version % was not found', new.parent_version_id using
        errcode = 'P0002', hint = 'version_not_found: name a version of this lens';
    end if;
    new.version_number := 1 + coalesce(
      (select max(v.version_number) from lenses.versions v where v.lens_id = new.lens_id), 0);
    new.status := 'draft';
    new.published_at := null;
  end if;
  perform lenses.check_body(new.template_body);
  new.input_contract := lenses.checked_contract(new.input_contract, false);
  new.output_contract := lenses.checked_contract(new.output_contract, true);
  if new.status = 'published' then
    new.published_at := now();
    new.content_hash := lenses.content_hash(new);
  end if;
  return new;
end $$;
