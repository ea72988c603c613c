create function private.import_format_problem(type text, format text)
  returns text
  language sql
  immutable
  set search_path = ''
as $$
  -- Formats of days are read, and refused, with the file.
  select case when import_format_problem.type in ('integer', 'number', 'currency', 'percent', 'rating', 'duration')
      and import_format_problem.format <> '' and import_format_problem.format <> all (n.names || n.units)
      and translate(regexp_replace(import_format_problem.format, U&'^[(+\2212-]?\\s*[$€£¥₹₩]?\\s*|\\s*[$€£¥₹₩]?\\s*[)\2212-]?$', '', 'g'), U&'\2019\00A0', ''' ') <> all (n.patterns)
    then format('"%s" is no format of a column of type %s; there are: %s', left(import_format_problem.format, 40), import_format_problem.type,
      array_to_string(n.patterns || n.names || n.units, '; ')) end
  from (select
    '{plain,thousands,decimal_comma,apostrophe,space,indian}'::text[] as names,
    array['1234.56', '1234,56', '1,234.56', '1.234,56', '1 234.56', '1 234,56', '1''234.56', '12,34,567.00', '12,34,567.89'] as patterns,
    case import_format_problem.type when 'percent' then '{fraction,hundredths}' when 'duration' then '{seconds,minutes,hours}' else '{}' end::text[] as units
  ) as n
$$;
comment on function private.import_format_problem(text, text) is 'Why a format is none of numbers of this type, or null. jobs/imports/formats.py knows the same ones.';
revoke execute on function private.import_format_problem(text, text) from public;
