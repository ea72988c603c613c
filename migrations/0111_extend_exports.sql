-- Contacts, deals and tasks go out as lists do; activities and pipelines with the whole workspace.
alter table public.exports
  drop constraint exports_scope_is_known,
  drop constraint exports_scope_names_its_things;
alter table public.exports
  add constraint exports_scope_is_known check (scope in ('list', 'view', 'items', 'workspace', 'contacts', 'deals', 'tasks')) not valid,
  add constraint exports_scope_names_its_things check (
    (scope in ('workspace', 'contacts', 'deals', 'tasks')) = (list_id is null) and (scope = 'view') = (view_id is not null)
    and (scope = 'items') = (item_ids is not null)
  ) not valid;
alter table public.exports validate constraint exports_scope_is_known;
alter table public.exports validate constraint exports_scope_names_its_things;
comment on column public.exports.scope is
  'What comes out: list (also filtered), view, items (those of item_ids), contacts, deals, tasks, workspace (every list and the CRM).';
comment on column public.exports.query is
  'What was asked besides: {filter, sort, fields, time_zone} as in a query of items; of a view these add to its own; of contacts, deals and tasks {filter, sort} as of their pages.';
comment on column public.exports.options is
  'How it is written: protection, delimiter, encoding, byte order mark, ids, columns, attachments; docs/export.md.';

update public.column_types as t set export_form = 'the file names, separated by ", ", and in a column of their own where the files are'
where t.type = 'attachment';

-- Items are found by the names of their files from now on: those that have some are read again.
insert into private.search_queue (workspace_id, kind, subject_ids)
select p.workspace_id, 'item', array_agg(p.item_id)
from (
  select a.workspace_id, a.item_id, (row_number() over (partition by a.workspace_id order by a.item_id) - 1) / 1000 as batch
  from (select distinct a.workspace_id, a.item_id from public.attachments as a where a.deleted_at is null) as a
) as p
group by p.workspace_id, p.batch;
