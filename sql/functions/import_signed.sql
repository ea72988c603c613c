create function private.import_signed(number text, symbol text, is_declared boolean)
  returns text
  language sql
  immutable
  set search_path = ''
as $$
  -- The sign of an amount stands before the symbol or after it, never twice. Where somebody said that these are
  -- numbers, it may also be a typographic minus, stand behind, or be parentheses as in accounts.
  select case when not is_declared then case when symbol = '' then '-?' || number else format('(-?[%1$s] ?|[%1$s] ?-|-)?', symbol) || number || s.behind end
    else '(' || case when symbol = '' then s.plus else format('(%1$s[%2$s] ?|[%2$s] ?%3$s|%1$s)', s.plus, symbol, s.minus) end || number || s.behind
      || '|' || s.before || number || s.behind || ' ?' || s.minus || '|[(] ?' || s.before || number || s.behind || ' ?[)])' end
  from (select U&'[\2212-]' as minus, U&'[+\2212-]?' as plus,
    case when symbol = '' then '' else format('([%s] ?)?', symbol) end as before,
    case when symbol = '' then '' else format('( ?[%s])?', symbol) end as behind
  ) as s
$$;
comment on function private.import_signed(text, text, boolean) is 'A regular expression of numbers with that of their signs and of the symbol of the currency around it.';
revoke execute on function private.import_signed(text, text, boolean) from public;
