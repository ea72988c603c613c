create function private.ordered_texts(elements jsonb)
  returns text[]
  language plpgsql
  immutable
  set search_path = ''
as $$
begin
  if jsonb_typeof(elements) is distinct from 'array' then
    raise exception 'An order is an array' using errcode = 'check_violation', constraint = 'order_invalid';
  end if;
  return array(select e.element from jsonb_array_elements_text(elements) with ordinality as e (element, n) order by e.n);
end
$$;
comment on function private.ordered_texts(jsonb) is 'The elements of an order; refuses what is no array: order_invalid.';
revoke execute on function private.ordered_texts(jsonb) from public;
grant execute on function private.ordered_texts(jsonb) to authenticated, service_role;
