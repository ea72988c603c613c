create function private.options_problem(options jsonb)
  returns text
  language plpgsql
  immutable
  set search_path = ''
as $$
declare
  v_count integer;
begin
  if options is null or jsonb_typeof(options) <> 'array' then
    return '"options" must be an array of {"id", "label", "color"}';
  end if;
  v_count := jsonb_array_length(options);
  if v_count > 2000 then
    return 'a column has at most 2,000 options; these are ' || v_count;
  end if;
  if exists (
    select from jsonb_array_elements(options) as o (option)
    where jsonb_typeof(o.option) <> 'object'
      or jsonb_typeof(o.option -> 'id') is distinct from 'string'
      or jsonb_typeof(o.option -> 'label') is distinct from 'string'
      or o.option ->> 'id' !~ '^[a-z0-9][a-z0-9_-]{0,62}$'
      or length(o.option ->> 'label') not between 1 and 200
      or coalesce(o.option ->> 'color', '#000000') !~ '^#[0-9a-fA-F]{6}$'
      or o.option - '{id,label,color}'::text[] <> '{}'
  ) then
    return 'each option is {"id": a slug, "label": 1 to 200 characters, "color": "#rrggbb" or absent}';
  end if;
  if v_count <> (select count(distinct o.option ->> 'id') from jsonb_array_elements(options) as o (option))
    or v_count <> (select count(distinct lower(o.option ->> 'label')) from jsonb_array_elements(options) as o (option)) then
    return 'ids and labels of options must differ from one another';
  end if;
  return null;
end
$$;
comment on function private.options_problem(jsonb) is 'What is wrong with the options of a select column, or null.';
revoke execute on function private.options_problem(jsonb) from public;
