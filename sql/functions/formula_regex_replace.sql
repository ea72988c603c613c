create function private.formula_regex_replace(value text, pattern text, new text)
  returns text
  language plpgsql
  immutable
  set search_path = ''
as $$
begin
  -- A backslash would stand for what was matched.
  return left(regexp_replace(left(value, 2000) collate "C", pattern, replace(left(coalesce(new, ''), 200), '\', '\\'), 'g') || substr(value, 2001), 32767) collate "default";
end
$$;
comment on function private.formula_regex_replace(text, text, text) is
  'A text with all that a pattern finds in its first 2,000 characters replaced; cut where it becomes too long.';
revoke execute on function private.formula_regex_replace(text, text, text) from public;
grant execute on function private.formula_regex_replace(text, text, text) to authenticated, service_role;
