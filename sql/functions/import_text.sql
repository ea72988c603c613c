create function private.import_text(spec jsonb)
  returns text
  language plpgsql
  immutable
  set search_path = ''
as $$
declare
  v_text text := case when spec ? 'constant' then format('%L::text', spec ->> 'constant') else format('c%s', (spec ->> 'column')::integer) end;
begin
  if spec ? 'split' then
    v_text := format('nullif(btrim(split_part(%s, %L, %s)), '''')', v_text, spec #>> '{split,by}', (spec #>> '{split,part}')::integer);
  end if;
  if spec ? 'empty' then
    v_text := format('(case when btrim(%1$s) <> all (%2$L) then %1$s end)', v_text, array(select jsonb_array_elements_text(spec -> 'empty')));
  end if;
  if spec ? 'values' then
    v_text := format('nullif(coalesce(%L::jsonb ->> lower(btrim(%s)), %2$s), '''')', spec -> 'values', v_text);
  end if;
  return v_text;
end
$$;
comment on function private.import_text(jsonb) is
  'SQL of the text that one column is read from, null where it is empty. spec: {column} of the file, or {constant}; {split: {by, part}}, part from 1, from the end below 0; {empty: [texts]}; {values: {text in lower case: what it stands for}}.';
revoke execute on function private.import_text(jsonb) from public;
grant execute on function private.import_text(jsonb) to worker, authenticated;
