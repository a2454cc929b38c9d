-- Whether a pattern cannot be RE2: too long, not a regular expression, or using look-around, back-references or
-- possessive and atomic groups, which RE2 does not have. The engine compiles it for good; this finds the usual mistakes.
create or replace function lenses.pattern_is_bad(p_pattern text) returns boolean
language plpgsql immutable parallel safe set search_path = '' as $$
begin
  if length(p_pattern) > 1000 or p_pattern ~ '\\[1-9]' or p_pattern ~ '\(\?([=!>]|<[=!])' then
    return true;
  end if;
  -- (?i), (?P<name>…) and \pL are RE2's but not ours: leave them to the engine
  if p_pattern !~ '\(\?|\\[pPQEzCA]' then
    perform '' ~ p_pattern;
  end if;
  return false;
exception
  when invalid_regular_expression then
    return true;
end $$;
