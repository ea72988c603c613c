create function private.import_values_problem(meanings jsonb)
  returns text
  language sql
  immutable
  set search_path = ''
as $$
  select case
    when jsonb_typeof(meanings) <> 'object' then 'is an object: what a text of the file stands for, such as {"Prospecting": "new"}'
    when (select count(*) from jsonb_object_keys(meanings)) > 1000 then 'holds at most 1,000 texts'
    when exists (select from jsonb_each(meanings) as e where jsonb_typeof(e.value) <> 'string' or length(e.key) > 1000 or length(e.value #>> '{}') > 1000)
      then 'says for each text another text of up to 1,000 characters'
  end
$$;
comment on function private.import_values_problem(jsonb) is 'What is wrong with the values of an entry of a mapping, or null.';
revoke execute on function private.import_values_problem(jsonb) from public;
