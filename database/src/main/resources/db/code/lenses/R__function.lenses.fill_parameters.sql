-- Trigger function: every label of a draft's body has a parameter; those made from the body go with their label.
create or replace function lenses.fill_parameters() returns trigger
language plpgsql set search_path = '' as $$
begin
  delete from lenses.version_parameters p
  where p.version_id = new.id and p.from_body
    and not exists (select from lenses.template_labels(new.template_body) l where l.label_key = lenses.label_key(p.label));

  insert into lenses.version_parameters (version_id, label, tool_id, optional, ordinal, from_body)
  select new.id, l.label, t.id, l.optional, l.ordinal + behind.ordinal, true
  from lenses.template_labels(new.template_body) l
  cross join (
    select coalesce(max(p.ordinal) + 1, 0) as ordinal from lenses.version_parameters p where p.version_id = new.id) behind
  cross join lateral (
    select t.id from lenses.tools t where t.type = coalesce(l.type_hint, 'text') order by t.sort_order, t.key limit 1) t
  where not exists (
    select from lenses.version_parameters p
    where p.version_id = new.id and lenses.label_key(p.label) = l.label_key);
  return null;
end $$;
