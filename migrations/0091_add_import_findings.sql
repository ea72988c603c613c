-- What a look at a file found, before it is imported.
alter table public.imports add column findings jsonb;
comment on column public.imports.findings is
  'What a look at the file found: format, encoding, delimiter, sheets, header, types with confidence, a sample, problems. Null where nobody looked.';
alter table public.imports
  add constraint imports_findings_is_an_object check (jsonb_typeof(findings) = 'object' and pg_column_size(findings) <= 1048576);

insert into public.error_codes (sqlstate, name, http_status, slug, title, hint) values
  ('23514', 'imports_findings_is_an_object', 422, 'import_findings_invalid', 'The findings of a file are an object of at most 1 MiB', '');
