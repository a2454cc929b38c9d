-- Eight lenses with two versions each; one has a draft that would break whoever uses it. By title, the lens.
create or replace function lensers.sample_lenses(p_me uuid) returns jsonb
language plpgsql volatile set search_path = '' as $$
declare
  v_lens record;
  v_id uuid;
  v_ids jsonb := '{}';
begin
  for v_lens in
    select * from (values
      ('Summary', 'generation', 'Summarise the text in three sentences.\n\n[[text]]', 'for [[audience!]]'),
      ('Key points', 'generation', 'List the five most important points.\n\n[[text]]', 'Number them.'),
      ('Research question', 'research', 'Write three questions that would settle what is open here.\n\n[[topic]]', 'At most [[count:integer!]].'),
      ('Outline', 'planning', 'Outline a brief on [[topic]] from these notes:\n\n[[notes]]', 'Four sections.'),
      ('Draft', 'generation', 'Write the brief.\n\nOutline:\n[[outline]]', 'Plain words.'),
      ('Review', 'validation', 'Say what is wrong with this draft, most important first.\n\n[[draft]]', 'Quote what you mean.'),
      ('Router', 'routing', 'Answer with one word, urgent or normal.\n\n[[text]]', 'Nothing else.'),
      ('Press note', 'export', 'Turn the brief into a press note.\n\n[[brief]]', 'At most 200 words.')
    ) l (title, category, body, more)
  loop
    v_id := public.fn_create_lens('private', replace(v_lens.body, '\n', chr(10)), 'Sample: ' || v_lens.title,
      'Belongs to the sample space.', p_instruction_category => v_lens.category);
    insert into lensers.samples (lenser_id, kind, object_id) values (p_me, 'lens', v_id);
    perform public.fn_lenses_publish_version(v.id) from public.fn_list_lens_versions(v_id) v;
    perform public.fn_lenses_publish_version((public.fn_lenses_create_version(v_id, replace(v_lens.body, '\n', chr(10)) || chr(10) || v_lens.more, 'says more')).id);
    v_ids := v_ids || jsonb_build_object(v_lens.title, v_id);
  end loop;
  perform public.fn_lenses_create_version((v_ids ->> 'Summary')::uuid, 'Summarise for [[reader]]: [[document]]', 'another label: breaks workflows that pin the old one');
  return v_ids;
end $$;

grant execute on function lensers.sample_lenses to authenticated;
