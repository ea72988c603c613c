create function private.search_text(content text)
  returns text
  language sql
  immutable
  parallel safe
  -- Code points, not classes: what a letter is shall not depend on the locale of the database.
  return ' ' || btrim(regexp_replace(
    replace(replace(replace(replace(translate(lower(
      regexp_replace(normalize(content, nfkd), '[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]', '', 'g')
    ), 'łøđðħıς', 'loddhiσ'), 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th'),
    '[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf\u00d7\u00f7\u2000-\u206f\u20a0-\u20cf\u2190-\u2bff\u2e00-\u2e7f\u3000-\u303f\ufff0-\uffff]+',
    ' ', 'g')) || ' ';
comment on function private.search_text(text) is
  'The words of a text in lower case and without accents, each between two spaces. Words end at whatever is no letter or digit.';
revoke execute on function private.search_text(text) from public;
grant execute on function private.search_text(text) to authenticated, service_role;
