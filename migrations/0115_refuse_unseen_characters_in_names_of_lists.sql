-- Names of lists are one line of what people see: no line breaks, tabs, and nothing that turns the direction of writing.
-- Names that have such get a space instead, and part of their id where another list has that name.
update public.lists as l
set name = case when s.name = '' or exists (
    select from public.lists as o
    where o.workspace_id = l.workspace_id and o.id <> l.id and o.deleted_at is null and lower(o.name) = lower(s.name)
  ) then left(btrim(s.name || ' '), 190) || ' ' || right(l.id::text, 8) else s.name end
from (
  select i.id, btrim(regexp_replace(i.name, U&'[\0001-\001F\007F-\009F\061C\200E\200F\2028-\202E\2066-\2069]+', ' ', 'g')) as name
  from public.lists as i
) as s
where s.id = l.id and l.name ~ U&'[\0001-\001F\007F-\009F\061C\200E\200F\2028-\202E\2066-\2069]';

alter table public.lists
  drop constraint lists_name_length,
  add constraint lists_name_length check (
    length(name) between 1 and 200 and name !~ '^\s*$' and name !~ U&'[\0001-\001F\007F-\009F\061C\200E\200F\2028-\202E\2066-\2069]'
  );
