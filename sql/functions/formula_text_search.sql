create function private.formula_text_search(name text, codes text[])
  returns text
  language plpgsql
  immutable
  set search_path = ''
as $$
declare
  v_x constant text := codes[1];
  v_y constant text := codes[2];
  v_place constant text := private.formula_whole(coalesce(codes[3], '1'), 1, 1000000);
begin
  return case name
    when 'len' then format('char_length(coalesce(%s, ''''))::numeric', v_x)
    when 'find' then format('private.formula_find(%s, %s, %s)', v_x, v_y, v_place)
    when 'search' then format('private.formula_find(lower(%s), lower(%s), %s)', v_x, v_y, v_place)
    when 'contains' then format('coalesce(strpos(lower(%s), lower(nullif(%s, ''''))) > 0, false)', v_x, v_y)
    when 'starts_with' then format('coalesce(starts_with(lower(%s), lower(nullif(%s, ''''))), false)', v_x, v_y)
    when 'ends_with' then format('coalesce(starts_with(reverse(lower(%s)), reverse(lower(nullif(%s, '''')))), false)', v_x, v_y)
    when 'exact' then format('coalesce(%s, '''') = coalesce(%s, '''')', v_x, v_y)
    -- "C": \d and \w mean ASCII, whatever the database's own collation is.
    when 'regex_match' then format('coalesce((left(%s, 10000) collate "C") ~ %s, false)', v_x, v_y)
  end;
end
$$;
comment on function private.formula_text_search(text, text[]) is
  'SQL of a function that asks a text something, or null for those that make one.';
revoke execute on function private.formula_text_search(text, text[]) from public;
grant execute on function private.formula_text_search(text, text[]) to authenticated, service_role;
