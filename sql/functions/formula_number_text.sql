create function private.formula_number_text(x numeric, format text)
  returns text
  language plpgsql
  immutable
  strict
  set search_path = ''
as $$
declare
  v_parts constant text[] := regexp_match(format collate "C", '^([^#0.,%]*)([#0,]*)(?:[.](0*)(#*))?(%?)([^#0.,%]*)$');
  v_most constant integer := coalesce(length(v_parts[3]) + length(v_parts[4]), 0);
  v_number numeric;
  v_whole text;
  v_fraction text;
begin
  if length(format) > 60 or v_parts is null or concat(v_parts[2], v_parts[3], v_parts[4]) !~ '[#0]' then
    return null;
  end if;
  v_number := round(abs(x) * case v_parts[5] when '%' then 100 else 1 end, least(v_most, 20));
  v_whole := lpad(trunc(v_number)::text, greatest(length(replace(translate(v_parts[2], '#,', ''), ' ', '')), length(trunc(v_number)::text)), '0');
  v_whole := case when v_whole = '0' and v_parts[2] !~ '0' and v_most > 0 then '' else v_whole end;
  if v_parts[2] ~ ',' then
    v_whole := reverse(regexp_replace(reverse(v_whole), '([0-9]{3})(?=[0-9])', '\1,', 'g'));
  end if;
  -- Digits that # stands for are shown only when they are not zero.
  v_fraction := case when v_most > 0 then rpad(split_part(v_number::text, '.', 2), v_most, '0') else '' end;
  v_fraction := left(v_fraction, length(v_parts[3])) || rtrim(substr(v_fraction, length(v_parts[3]) + 1), '0');
  return case when x < 0 and v_number <> 0 then '-' else '' end || v_parts[1] || v_whole
    || coalesce('.' || nullif(v_fraction, ''), '') || v_parts[5] || v_parts[6];
end
$$;
comment on function private.formula_number_text(numeric, text) is
  'A number by a format of 0, #, a comma for thousands, a point, a percent sign, and other characters around it; null for another format.';
revoke execute on function private.formula_number_text(numeric, text) from public;
grant execute on function private.formula_number_text(numeric, text) to authenticated, service_role;
