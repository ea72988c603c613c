create function private.query_digest(list_id uuid, query jsonb, keys private.sort_key[])
  returns text
  language sql
  immutable
  set search_path = ''
as $$
  -- Not the slots: one may become ready between two pages, and the order stays what it was.
  select left(encode(sha256(convert_to(concat_ws(E'\n',
    list_id, query - '{cursor,limit,fields,count,aggregates}'::text[],
    (select string_agg(k.signature, E'\n' order by k.n) from unnest(keys) with ordinality
      as k (expression, is_text, is_descending, branch_values, branch_conditions, signature, n))
  ), 'UTF8')), 'hex'), 32)
$$;
comment on function private.query_digest(uuid, jsonb, private.sort_key[]) is
  'What a cursor is bound to: the list, what the query asks, and the order of options and people that its sort stands on.';
revoke execute on function private.query_digest(uuid, jsonb, private.sort_key[]) from public;
grant execute on function private.query_digest(uuid, jsonb, private.sort_key[]) to authenticated, service_role;
