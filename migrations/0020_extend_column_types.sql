-- What each type is, in one table: code, docs and OpenAPI are checked against it.
alter table public.column_types
  drop column kind,
  add column family text,
  add column sort_form text,
  add column export_form text,
  add column from_text text,
  add column editor text,
  add column settings jsonb not null default '{}',
  add column is_read_only boolean not null default false,
  add column can_be_unique boolean not null default false,
  add column can_have_default boolean not null default true;

update public.column_types as t set
  family = f.family, sort_form = f.sort_form, export_form = f.export_form, from_text = f.from_text, editor = f.editor,
  settings = f.settings::jsonb, can_be_unique = f.can_be_unique
from (values
  ('text', 'text', 'alphabetical', 'the text', 'as it is', 'text', true,
    '{"max_length": "a whole number from 1 to 1000", "pattern": "a regular expression that the whole value matches"}'),
  ('long_text', 'text', 'alphabetical', 'the text', 'as it is', 'textarea', true, '{"max_length": "a whole number from 1 to 100000"}'),
  ('email', 'text', 'alphabetical', 'the address', 'as it is', 'email', true, '{"pattern": "a regular expression that the whole value matches"}'),
  ('phone', 'text', 'alphabetical', 'the number as written', 'as it is', 'phone', true,
    '{"pattern": "a regular expression that the whole value matches"}'),
  ('url', 'text', 'alphabetical', 'the link', 'as it is', 'url', true, '{"pattern": "a regular expression that the whole value matches"}'),
  ('integer', 'number', 'by value', 'digits', 'digits with a sign; thousands or decimal_comma when the import says so', 'number', true,
    '{"min": "a number", "max": "a number"}'),
  ('number', 'number', 'by value', 'digits with a decimal point', 'digits with a sign and a decimal point; thousands or decimal_comma when the import says so',
    'number', true, '{"min": "a number", "max": "a number"}'),
  ('currency', 'number', 'by value', 'digits with a decimal point, without the currency', 'as number, with the symbol that the import found or named',
    'currency', true, '{"min": "a number", "max": "a number", "currency": "a code of ISO 4217"}'),
  ('boolean', 'boolean', 'no before yes', 'true or false', 'true, false, yes, no; when declared also t, f, y, n, 1, 0', 'checkbox', false, '{}'),
  ('select', 'choice', 'in the order of the options', 'the label', 'a label, in any case', 'select', false, '{"options": "an array of {id, label, color}"}'),
  ('multi_select', 'choices', 'by the first option, then the next', 'the labels, separated by ", "', 'labels with the separator that the import found or named',
    'multi_select', false, '{"options": "an array of {id, label, color}"}'),
  ('date', 'date', 'by day', 'YYYY-MM-DD', 'iso, or the pattern and order that the import found or named', 'date', true,
    '{"min": "a day, YYYY-MM-DD", "max": "a day, YYYY-MM-DD"}'),
  ('datetime', 'datetime', 'by moment', 'YYYY-MM-DDTHH:MM:SSZ', 'iso, or the pattern, order and time zone that the import found or named', 'datetime', true,
    '{"min": "a moment, YYYY-MM-DDTHH:MM:SSZ", "max": "a moment, YYYY-MM-DDTHH:MM:SSZ"}')
) as f (type, family, sort_form, export_form, from_text, editor, can_be_unique, settings)
where f.type = t.type;

insert into public.column_types (
  position, type, family, json_form, description, sort_form, export_form, from_text, editor, settings, is_read_only, can_be_unique, can_have_default
) values
  (81, 'percent', 'number', 'number', 'A fraction shown as a percentage: 0.125 is 12.5 %', 'by value', 'digits with a decimal point: 0.125',
    '12.5 % is divided by 100; without a sign as the import says, fraction or hundredths', 'percent',
    '{"min": "a number", "max": "a number"}', false, true, true),
  (82, 'rating', 'number', 'number', 'A whole number from 1 to the column''s max, which is 5 unless said otherwise', 'by value', 'digits', 'digits',
    'rating', '{"max": "a whole number from 1 to 10"}', false, false, true),
  (83, 'duration', 'number', 'number', 'A length of time in seconds, down to milliseconds; may be negative', 'by value', '[-]H:MM:SS[.mmm]',
    '[-]H:MM or [-]H:MM:SS[.mmm]; a bare number only when the import says seconds, minutes or hours', 'duration',
    '{"min": "a number", "max": "a number", "format": "h:mm or h:mm:ss"}', false, true, true),
  (140, 'user', 'person', 'string', 'The id of somebody who was a member of the workspace when it was written', 'by name', 'the name and the e-mail address',
    'the e-mail address or the id of a member', 'user', '{}', false, true, false),
  (150, 'address', 'place', 'object', 'A postal address: any of street, unit, city, region, postal_code, country (ISO 3166, two letters)',
    'by country, region, city, street, unit', 'the parts, separated by ", "', 'one file column per part, named by the import', 'address', '{}', false, false, true),
  (160, 'geo_point', 'point', 'object', 'A place on the map: {"lat": -90 to 90, "lng": -180 to 180}', 'not sorted', 'lat,lng', 'lat,lng with decimal points',
    'geo_point', '{}', false, false, true),
  (170, 'number_range', 'range', 'object', 'From a number to a number: {"min": …, "max": …}, either may be left out', 'by min, then by max',
    'min..max', 'min..max, min.., ..max, with numbers as in number', 'number_range', '{"min": "a number", "max": "a number"}', false, false, true),
  (180, 'json', 'json', 'any', 'Any JSON of at most 65,536 characters and 32 levels', 'not sorted', 'the JSON', 'JSON', 'json', '{}', false, false, true),
  (190, 'auto_number', 'number', 'number', 'The number of the item in its list, given once and never again', 'by value', 'digits', null, 'none', '{}', true, false, false),
  (200, 'created_at', 'datetime', 'string', 'When the item was made', 'by moment', 'YYYY-MM-DDTHH:MM:SSZ', null, 'none', '{}', true, false, false),
  (210, 'created_by', 'person', 'string', 'Who made the item', 'by name', 'the name and the e-mail address', null, 'none', '{}', true, false, false),
  (220, 'updated_at', 'datetime', 'string', 'When the item was last changed', 'by moment', 'YYYY-MM-DDTHH:MM:SSZ', null, 'none', '{}', true, false, false),
  (230, 'updated_by', 'person', 'string', 'Who last changed the item', 'by name', 'the name and the e-mail address', null, 'none', '{}', true, false, false);

alter table public.column_types
  alter column family set not null,
  alter column sort_form set not null,
  alter column export_form set not null,
  alter column editor set not null,
  add constraint column_types_settings_is_an_object check (jsonb_typeof(settings) = 'object'),
  add constraint column_types_read_only_takes_nothing check (
    not is_read_only or (from_text is null and settings = '{}' and not can_be_unique and not can_have_default)
  );
comment on column public.column_types.family is 'Types of a family compare, sort and filter alike; operators belong to families.';
comment on column public.column_types.json_form is 'The JSON of a cell: string, number, boolean, object, array of strings, or any.';
comment on column public.column_types.sort_form is 'How cells are ordered, in words.';
comment on column public.column_types.export_form is 'How a cell is written into a file, in words.';
comment on column public.column_types.from_text is 'How the cell of a file becomes a value, in words; null where no file brings one.';
comment on column public.column_types.editor is 'Which input a client shows; none where nobody writes.';
comment on column public.column_types.settings is 'The keys that config may have, each with what it takes.';
comment on column public.column_types.is_read_only is 'Shown from the item itself and never part of its values.';
comment on column public.column_types.can_be_unique is 'Whether a column may demand that no two items share a value.';
comment on column public.column_types.can_have_default is 'Whether a column may have a default_value.';
comment on column public.column_types.position is 'Where it stands in a menu of types.';

alter table public.list_columns add column is_unique boolean not null default false;
comment on column public.list_columns.is_unique is
  'No two items of the list, those in the trash left out, hold the same value. Empty cells are many.';

alter table private.list_checks
  add column accepts_change text not null default 'true',
  add column unique_cells text,
  add column number_sequence text;
comment on column private.list_checks.accepts_change is
  'SQL over v and o (the values before, null for a new item): true when what changed was allowed to. For rules about the moment of writing.';
comment on column private.list_checks.unique_cells is 'SQL over v: rows (column_id, digest), one per unique column; null where the list has none.';
comment on column private.list_checks.number_sequence is 'The sequence that numbers the items; null until the list gets an auto_number column.';

create table private.unique_values (
  workspace_id uuid not null,
  column_id uuid not null,
  digest bytea not null,
  item_id uuid not null,
  primary key (workspace_id, column_id, digest)
);
comment on table private.unique_values is
  'The values of unique columns: the primary key makes two writers of one value wait for each other, at any isolation level. Kept by trigger, without foreign keys, which would cost a lookup a value.';
comment on column private.unique_values.digest is 'SHA-256 of the value as private.unique_digest writes it: a text may be too long for an index.';
comment on column private.unique_values.item_id is 'Who has it. Items in the trash have none.';
alter table private.unique_values enable row level security;

alter table public.items add column number bigint;
comment on column public.items.number is 'Given by a sequence of the list once it has an auto_number column; never changes. Numbers may be skipped, never repeated.';

insert into public.error_codes (sqlstate, name, http_status, slug, title, hint) values
  ('23505', 'unique_value', 409, 'unique_value', 'The list has this value already', 'Values of this column differ from item to item. Change the named cells.'),
  ('23505', 'column_not_unique', 409, 'column_not_unique', 'Items of the list share values of this column', 'Nothing was changed. Make the named values differ first.');
