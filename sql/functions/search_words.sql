create function private.search_words(content text)
  returns text[]
  language sql
  immutable
  set search_path = ''
as $$
  -- Of a long word 40 characters, of a long text 5,000 words: what an index takes.
  select coalesce(array_agg(w.word order by w.n), '{}') from (
    select left(t.word, 40) as word, min(t.n) as n
    from string_to_array(btrim(private.search_text(content)), ' ') as a (words),
      unnest(a.words) with ordinality as t (word, n)
    where t.word <> ''
    group by 1 order by 2 limit 5000
  ) as w
$$;
comment on function private.search_words(text) is 'The different words of a text, as they are searched.';
revoke execute on function private.search_words(text) from public;
grant execute on function private.search_words(text) to authenticated, service_role;
