create function private.query_operands(value jsonb, form text, path text, family text, time_zone text)
  returns text[]
  language plpgsql
  stable
  set search_path = ''
as $$
declare
  v_array jsonb;
begin
  case form
    when 'none' then
      if value is not null then
        perform private.refuse_query(path, 'this operator takes no value');
      end if;
      return '{}';
    when 'text', 'option' then return array[private.query_text(value, path)];
    when 'number' then return array[private.query_number(value, path)];
    when 'person' then return array[private.query_person(value, path)];
    when 'boolean' then
      if value is distinct from 'true' and value is distinct from 'false' then
        perform private.refuse_query(path, 'must be true or false');
      end if;
      return array[value::text];
    when 'day', 'period' then return private.query_span(value, form, path, family, time_zone);
    when 'items' then
      return array(
        select private.query_item(e.element, format('%s[%s]', path, e.n - 1))
        from jsonb_array_elements(private.query_array(value, path, 1, 1000)) with ordinality as e (element, n) order by e.n
      );
    when 'circle' then return private.query_circle(value, path);
    when 'day_pair' then
      v_array := private.query_array(value, path, 2, 2);
      return array[(private.query_span(v_array -> 0, 'day', path || '[0]', family, time_zone))[1],
        (private.query_span(v_array -> 1, 'day', path || '[1]', family, time_zone))[2]];
    else
      v_array := case form when 'number_pair' then private.query_array(value, path, 2, 2) else private.query_array(value, path, 1, 1000) end;
      return array(
        select case
          when form in ('texts', 'options') then private.query_text(e.element, format('%s[%s]', path, e.n - 1))
          when form in ('numbers', 'number_pair') then private.query_number(e.element, format('%s[%s]', path, e.n - 1))
          else private.query_person(e.element, format('%s[%s]', path, e.n - 1)) end
        from jsonb_array_elements(v_array) with ordinality as e (element, n) order by e.n
      );
  end case;
end
$$;
comment on function private.query_operands(jsonb, text, text, text, text) is
  'The value of a condition as texts that are each known to be of the form: what reaches SQL, as literals.';
revoke execute on function private.query_operands(jsonb, text, text, text, text) from public;
grant execute on function private.query_operands(jsonb, text, text, text, text) to authenticated, service_role;
