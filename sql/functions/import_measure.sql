create function private.import_measure(spec jsonb, p text, out shape text, out value text)
  language plpgsql
  immutable
  set search_path = ''
as $$
declare
  v_unit constant text := spec ->> 'unit';
  v_type constant text := spec ->> 'type';
  v_bare text := p;
  v_number record;
begin
  if v_type = 'percent' then
    v_bare := format('(case when right(%1$s, 1) = ''%%'' then rtrim(left(%1$s, -1)) else %1$s end)', p);
  end if;
  select n.shape, n.plain into v_number from private.import_number(
    spec || jsonb_build_object('type', case v_type when 'rating' then 'integer' else 'number' end), v_bare) as n;
  shape := v_number.shape;
  value := format('(%s)::numeric', v_number.plain);
  if v_type = 'percent' then
    -- Without a sign, 12 may be 12 % or 1200 %: whoever imports says which.
    shape := format('(right(%s, 1) = ''%%'' or %s) and %s', p, (v_unit is not null)::text, shape);
    value := format('trim_scale(%s * case when right(%s, 1) = ''%%'' or %s then 0.01 else 1 end)', value, p, coalesce(v_unit = 'hundredths', false)::text);
  elsif v_type = 'duration' then
    shape := format('case when %1$s like ''%%:%%'' then %1$s ~ ''^-?[0-9]{1,8}:[0-5][0-9](:[0-5][0-9]([.][0-9]{1,3})?)?$'' else %2$s and %3$s end',
      p, (v_unit is not null)::text, shape);
    value := format('trim_scale(case when %1$s like ''%%:%%'' then (case left(%1$s, 1) when ''-'' then -1 else 1 end) * '
      '(ltrim(split_part(%1$s, '':'', 1), ''-'')::numeric * 3600 + split_part(%1$s, '':'', 2)::numeric * 60 + (''0'' || split_part(%1$s, '':'', 3))::numeric) '
      'else %2$s * %3$s end)', p, value, case v_unit when 'hours' then 3600 when 'minutes' then 60 else 1 end);
  end if;
end
$$;
comment on function private.import_measure(jsonb, text) is
  'SQL over a cell p: whether it is a percentage, rating or duration, and the number. spec.unit says what a bare number is: fraction or hundredths; seconds, minutes or hours.';
revoke execute on function private.import_measure(jsonb, text) from public;
