-- What a placeholder looks like (docs/reference/templates.md): an escaped bracket, or label, type hint and mark of the optional.
create or replace function lenses.placeholder_pattern() returns text
language sql immutable parallel safe
return '(\\\[\[|\[\[ *([0-9A-Za-z_\u0080-\U0010FFFF-](?:[0-9A-Za-z_\u0080-\U0010FFFF -]*'
  || '[0-9A-Za-z_\u0080-\U0010FFFF-])?) *(?:: *([a-z]+) *)?(! *)?\]\])';

grant execute on function lenses.placeholder_pattern() to authenticated;
