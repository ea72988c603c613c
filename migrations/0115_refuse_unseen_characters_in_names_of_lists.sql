-- Names of lists are one line of what people see: no line breaks, tabs, and nothing that turns the direction of writing.
-- Names that have such get a space instead, and part of their id where another list is then called so.
with clean as (
  select l.id, l.workspace_id,
    btrim(regexp_replace(l.name, U&'[\0001-\001F\007F-\009F\061C\200E\200F\2028-\202E\2066-\2069]+', ' ', 'g')) as name
  from public.lists as l
)
update public.lists as l
set name = case when c.name = '' or exists (
    select from clean as o where o.workspace_id = c.workspace_id and o.id <> c.id and lower(o.name) = lower(c.name)
  ) then btrim(left(c.name, 190) || ' ' || right(l.id::text, 8)) else c.name end
from clean as c
where c.id = l.id and l.name ~ U&'[\0001-\001F\007F-\009F\061C\200E\200F\2028-\202E\2066-\2069]';

alter table public.lists
  drop constraint lists_name_length,
  add constraint lists_name_length check (
    length(name) between 1 and 200 and name !~ '^\s*$' and name !~ U&'[\0001-\001F\007F-\009F\061C\200E\200F\2028-\202E\2066-\2069]'
  );
