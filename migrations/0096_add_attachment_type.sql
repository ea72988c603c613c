-- The thirty-second type: a cell is the files of the item under this column, computed when read.
insert into public.column_types (
  position, type, family, json_form, description, sort_form, export_form, from_text, editor, settings, is_read_only, can_be_unique, can_have_default
) values
  (290, 'attachment', 'files', 'array',
    'Files, in their order: {"id", "name", "size", "media_type", "width", "height", "page_count", "preview_state"}; written by uploading, see attachments',
    'not sorted', 'the file names, separated by ", "', null, 'files', '{}', true, false, false);

insert into public.filter_operators (position, family, operator, value_form, negates, description) values
  (520, 'files', 'contains', 'text', null, 'contains this text in the name of a file'),
  (521, 'files', 'count_equals', 'number', null, 'has exactly so many files'),
  (522, 'files', 'count_gte', 'number', null, 'has so many files or more'),
  (523, 'files', 'count_lte', 'number', null, 'has so many files or fewer'),
  (524, 'files', 'is_empty', 'none', null, 'is empty'),
  (1520, 'files', 'not_contains', 'text', 'contains', 'does not contain it, or is empty'),
  (1524, 'files', 'is_not_empty', 'none', 'is_empty', 'is not empty');
insert into public.aggregate_functions (position, family, function, description)
select 520 + row_number() over (order by a.position), 'files', a.function, a.description
from public.aggregate_functions as a where a.family = 'json';
