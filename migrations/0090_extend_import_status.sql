-- A value of an enum can be used only after the transaction that adds it: so these have a migration of their own.
alter type public.import_status add value 'inspected' before 'queued';
alter type public.import_status add value 'checked' after 'done';
alter type public.import_status add value 'reverted' after 'cancelled';
