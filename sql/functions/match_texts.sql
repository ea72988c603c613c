create function private.match_texts(list_id uuid, named private.query_column, cell jsonb)
  returns text[]
  language sql
  stable
  set search_path = ''
as $$
  select coalesce(case named.family
    when 'choice' then array_remove(array[private.match_labels(list_id, named) ->> (cell #>> '{}')], null)
    when 'choices' then array(
      select o.value from jsonb_each_text(private.match_labels(match_texts.list_id, named)) as o where cell ? o.key)
    when 'place' then array(
      select lower(p.part) from unnest(array[cell ->> 'city', cell ->> 'region', cell ->> 'postal_code']) as p (part) where p.part is not null)
    else array(
      select left(lower(btrim(p.part)), 200) from regexp_split_to_table(cell #>> '{}', '[,;\n]') as p (part) where btrim(p.part) <> '')
  end, '{}')
$$;
comment on function private.match_texts(uuid, private.query_column, jsonb) is
  'What a cell of words says, in lower case: the labels of its options, the parts of an address that name a place, or the parts of a text.';
revoke execute on function private.match_texts(uuid, private.query_column, jsonb) from public;
grant execute on function private.match_texts(uuid, private.query_column, jsonb) to authenticated, service_role;
