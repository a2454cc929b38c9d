-- A version as an object, its hash as hex; NULL for no version.
create or replace function lenses.version_json(p_version lenses.versions) returns jsonb
language sql stable set search_path = '' as $$
  select to_jsonb(p_version) || jsonb_build_object('content_hash', encode(p_version.content_hash, 'hex'))
  where p_version.id is not null
$$;
