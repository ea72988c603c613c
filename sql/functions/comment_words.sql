create function private.comment_words(body text)
  returns text
  language sql
  immutable
  set search_path = ''
as $$
  select left(w.words, 280) || case when length(w.words) > 280 then '…' else '' end
  from btrim(regexp_replace(
    regexp_replace(left(body, 2000), '@\[([^\]\n]{1,200})\]\([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\)', '@\1', 'g'), '\s+', ' ', 'g'
  )) as w (words)
$$;
comment on function private.comment_words(text) is 'How a comment begins, on one line, with mentions by their names.';
revoke execute on function private.comment_words(text) from public;
