-- Three workflows: one line, one that fans out and joins under a condition, and one that asks
-- a person about its draft and then makes a press note of it.
create or replace function lensers.sample_workflows(p_me uuid, p_lenses jsonb) returns uuid[]
language plpgsql volatile set search_path = '' as $$
begin
  return array[
    lensers.sample_workflow(p_me, 'linear brief', p_lenses,
      '[{"key": "outline", "lens": "Outline"}, {"key": "draft", "lens": "Draft"}, {"key": "review", "lens": "Review"}]',
      '[{"from": "outline", "to": "draft", "label": "outline"}, {"from": "draft", "to": "review", "label": "draft"}]'),
    lensers.sample_workflow(p_me, 'fan-out research', p_lenses,
      '[{"key": "route", "lens": "Router", "x": 0, "y": 0}, {"key": "summary", "lens": "Summary", "x": 0, "y": 130}, {"key": "points", "lens": "Key points", "x": 0, "y": 260},
        {"key": "brief", "kind": "transform", "config": {"text": "[[parts]]"}, "x": 420, "y": 130}]',
      '[{"from": "summary", "to": "brief", "label": "parts", "strategy": "concat"}, {"from": "points", "to": "brief", "label": "parts", "strategy": "concat"},
        {"from": "route", "to": "brief", "label": "parts", "strategy": "concat", "condition": {"type": "contains", "value": "urgent"}}]'),
    lensers.sample_workflow(p_me, 'publish after approval', p_lenses,
      '[{"key": "draft", "lens": "Draft"}, {"key": "ask", "kind": "approval", "config": {"title": "Is this draft ready for the press?",
          "form": {"type": "object", "required": ["brief"], "properties": {"brief": {"type": "string", "title": "Brief", "minLength": 1, "format": "textarea"}}}}},
        {"key": "press", "lens": "Press note"}]',
      '[{"from": "draft", "to": "ask", "label": "value"}, {"from": "ask", "to": "press", "label": "brief", "path": "data.brief"}]')];
end $$;

grant execute on function lensers.sample_workflows to authenticated;
