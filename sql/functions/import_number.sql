create function private.import_number(spec jsonb, p text, out shape text, out plain text)
  language plpgsql
  immutable
  set search_path = ''
as $$
-- Digits that mean something else than a number stay out when nobody declared one: 007, +49, 1E5.
declare
  v_declared constant boolean := coalesce((spec ->> 'declared')::boolean, false);
  v_symbol constant text := coalesce(spec ->> 'symbol', '');
  v_fraction constant text := case when v_declared or spec ->> 'type' <> 'integer' then '(\.[0-9]+)?' else '' end;
  v_first constant text := case when v_declared then '[0-9]' else '[1-9]' end;
  v_marks constant text := case spec ->> 'format' when 'thousands' then ',' when 'indian' then ',' when 'apostrophe' then U&'''\2019' when 'space' then U&' \00A0\202F' end;
  v_number text := case when v_declared then '([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9][0-9]?)?'
    when spec ->> 'type' = 'integer' then '(0|[1-9][0-9]*)'
    else '((0|[1-9][0-9]*)(\.[0-9]+)?|\.[0-9]+)' end;
begin
  plain := p;
  if v_marks is not null then
    v_number := '(' || v_first || case spec ->> 'format' when 'indian' then '[0-9]?(,[0-9][0-9])*,[0-9][0-9][0-9]' else '[0-9]?[0-9]?([' || v_marks || '][0-9][0-9][0-9])+' end
      || v_fraction || '|' || v_number || ')';
    plain := format('translate(%s, %L, '''')', p, v_marks);
  elsif spec ->> 'format' = 'decimal_comma' then
    v_number := '(0|' || v_first || '[0-9]*|' || v_first || '[0-9]?[0-9]?([. ' || U&'\00A0\202F' || '][0-9][0-9][0-9])+)'
      || replace(v_fraction, '\.', ',');
    plain := format('translate(%s, %L, ''.'')', p, U&',. \00A0\202F');
  end if;
  if v_symbol <> '' then
    plain := format('translate(%s, %L, '''')', plain, v_symbol || ' ');
  end if;
  v_number := private.import_signed(v_number, v_symbol, v_declared);
  if v_declared then
    plain := format('case when left(%1$s, 1) = ''('' or right(%1$s, 1) in (''-'', %3$L) then ''-'' || btrim(%2$s, %4$L) else translate(%2$s, %3$L, ''-'') end',
      p, plain, U&'\2212', U&'()- \2212');
  end if;
  -- Programs that read JSON keep 15 digits exactly: more are a number only where somebody said so.
  shape := case
    when v_declared then format('length(%s) <= 100 and %1$s ~ %L', p, '^' || v_number || '$')
    when spec ->> 'type' = 'integer' and spec ->> 'format' = 'plain' then format('length(%s) <= 16 and %1$s ~ %L', p, '^' || v_number || '$')
    else format('length(%s) <= 100 and %1$s ~ %L and length(split_part(%s, ''.'', 1)) <= 16', p, '^' || v_number || '$', plain)
  end;
end
$$;
comment on function private.import_number(jsonb, text) is
  'SQL over a cell p: whether it looks like a number of this format, and the number as PostgreSQL writes it.';
revoke execute on function private.import_number(jsonb, text) from public;
