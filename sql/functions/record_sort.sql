create function private.record_sort(kind text, sort text, out expression text, out type text, out is_descending boolean)
  language plpgsql
  immutable
  set search_path = ''
as $$
begin
  is_descending := left(sort, 1) = '-';
  -- Each is the key of an index. What is empty stands where most want it: dates to come at the end, dates gone by at the beginning.
  select s.expression, s.type into expression, type
  from (values
    ('contact,deal,task', 'created', 't.id', 'uuid'),
    ('contact,deal,task', 'updated', 't.updated_at', 'timestamptz'),
    ('contact', 'name', 't.name_key', 'text'),
    ('contact', 'company', 'coalesce(t.company_key, '''')', 'text'),
    ('deal', 'title', 't.title_key', 'text'),
    ('deal', 'amount', 't.amount_key', 'double precision'),
    ('deal', 'expected_close_date', 'coalesce(t.expected_close_date, ''infinity''::date)', 'date'),
    ('deal', 'closed_at', 'coalesce(t.closed_at, ''-infinity''::timestamptz)', 'timestamptz'),
    ('task', 'due_date', 'coalesce(t.due_date, ''infinity''::date)', 'date')
  ) as s (kinds, name, expression, type)
  where s.name = ltrim(sort, '-') and record_sort.kind = any (string_to_array(s.kinds, ','));
  if expression is null then
    raise exception 'Nothing is sorted by "%"', sort using errcode = 'invalid_parameter_value', constraint = 'sort_unknown';
  end if;
end
$$;
comment on function private.record_sort(text, text) is 'The SQL over t that a page of contacts, deals or tasks is sorted by; a minus in front turns it around.';
revoke execute on function private.record_sort(text, text) from public;
grant execute on function private.record_sort(text, text) to authenticated, service_role;
