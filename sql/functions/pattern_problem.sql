create function private.pattern_problem(pattern text)
  returns text
  language plpgsql
  immutable
  set search_path = ''
as $$
-- Without back-references and look-around a text is matched in one pass, by an automaton as large as
-- the pattern with its repetitions written out. So that size is what is bounded.
declare
  v_token text;
  v_sizes integer[] := '{0}';  -- of the open groups
  v_atom integer := 0;  -- of what a repetition would repeat
  v_branch integer := 0;  -- pieces since the last "(" or "|"
  v_position integer := 1;
begin
  for v_token in select t.token from private.pattern_tokens(pattern) as t (token) loop
    if v_token in (')', '|') and v_branch = 0 or v_token = ')' and cardinality(v_sizes) = 1
      or v_token ~ '^([*+?]|\{.+\})$' and v_atom = 0 then
      return format('has nothing before the "%s" at %s', v_token, v_position);
    elsif v_token in ('[', ']', '{', '}', '\') or v_token = '^' and v_position > 1 or v_token = '$' and v_position < length(pattern) then
      return format('has a "%s" at %s that stands for nothing known here; the character itself is written \%1$s', v_token, v_position);
    elsif v_token in ('(', '(?:', '|') then
      v_sizes := case v_token when '|' then v_sizes else v_sizes || 0 end;
      v_atom := 0; v_branch := 0;
    elsif v_token = ')' then
      v_atom := v_sizes[cardinality(v_sizes)]; v_branch := 1;
      v_sizes := trim_array(v_sizes, 1);
      v_sizes[cardinality(v_sizes)] := v_sizes[cardinality(v_sizes)] + v_atom;
    elsif v_token ~ '^([*+?]|\{.+\})$' then
      v_sizes[cardinality(v_sizes)] := v_sizes[cardinality(v_sizes)] + private.pattern_growth(v_token, v_atom);
      v_atom := 0;
    elsif v_token not in ('^', '$') then
      v_sizes[cardinality(v_sizes)] := v_sizes[cardinality(v_sizes)] + 1;
      v_atom := 1; v_branch := v_branch + 1;
    end if;
    v_position := v_position + length(v_token);
  end loop;
  return private.pattern_end_problem(pattern, v_sizes, v_branch);
end
$$;
comment on function private.pattern_problem(text) is
  'What is wrong with the pattern of a column, or null. Known are: characters, the escapes \d \w \s \D \W \S and \ before punctuation, [classes], ".", groups, "|", * + ? {m} {m,} {m,n}, ^ first and $ last.';
revoke execute on function private.pattern_problem(text) from public;
grant execute on function private.pattern_problem(text) to authenticated, service_role;
