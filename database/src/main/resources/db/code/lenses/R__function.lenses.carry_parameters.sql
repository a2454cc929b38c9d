-- Copies to a new draft the parameters of an earlier version that a person set, for labels that the draft's body names.
create or replace function lenses.carry_parameters(p_from_version_id uuid, p_to_version_id uuid) returns void
language sql set search_path = '' as $$
  update lenses.version_parameters mine
  set tool_id = theirs.tool_id, optional = theirs.optional, options = theirs.options, default_value = theirs.default_value,
    help_text = theirs.help_text, from_body = theirs.from_body
  from lenses.version_parameters theirs
  where mine.version_id = p_to_version_id and theirs.version_id = p_from_version_id
    and lenses.label_key(theirs.label) = lenses.label_key(mine.label)
    and not theirs.from_body;
$$;

grant execute on function lenses.carry_parameters(uuid, uuid) to authenticated;
