-- Without foreign keys: the id of an account that is gone names nobody, and is still not the author's.
alter table public.comments add column deleted_by uuid;
comment on column public.comments.deleted_by is 'Who deleted it; set by trigger. What somebody else deleted is not its author''s to bring back.';
alter table public.activities add column deleted_by uuid;
comment on column public.activities.deleted_by is 'Who deleted the comment; set by trigger. What somebody else deleted is not its author''s to bring back.';
-- As far as is known: whoever wrote the row last.
update public.comments set deleted_by = updated_by where deleted_at is not null;
update public.activities set deleted_by = updated_by where deleted_at is not null;

-- What no calendar of a client can show is mended first; the day of a past end is the day it was written down.
update public.deals set expected_close_date = null where expected_close_date not between '0001-01-01' and '9999-12-31';
update public.deals set closed_at = stage_changed_at where closed_at not between '1900-01-01 00:00:00+00' and '9999-12-31 00:00:00+00';
update public.tasks set due_date = null where due_date not between '0001-01-01' and '9999-12-31';
alter table public.deals
  add constraint deals_expected_close_date_range check (expected_close_date between '0001-01-01' and '9999-12-31'),
  add constraint deals_closed_at_range check (closed_at between '1900-01-01 00:00:00+00' and '9999-12-31 00:00:00+00');
alter table public.tasks add constraint tasks_due_date_range check (due_date between '0001-01-01' and '9999-12-31');

-- A workspace whose default was archived has one again: the first that is open, else the first.
update public.pipelines as p set is_default = true, archived_at = null
where p.id = (
  select f.id from public.pipelines as f where f.workspace_id = p.workspace_id
  order by f.archived_at is not null, f.position, f.id limit 1
) and not exists (select from public.pipelines as d where d.workspace_id = p.workspace_id and d.is_default);

insert into public.error_codes (sqlstate, name, http_status, slug, title, hint) values
  ('42501', 'comment_removed', 403, 'comment_removed', 'Somebody else deleted this comment', 'Who moderates can restore it. Nothing was saved.'),
  ('23514', 'deals_expected_close_date_range', 422, 'date_out_of_range', 'A date is of the years 1 to 9999', ''),
  ('23514', 'deals_closed_at_range', 422, 'date_out_of_range', 'A deal was closed in 1900 or later', ''),
  ('55000', 'task_in_trash', 409, 'task_in_trash', 'The task is in the trash', 'Restore it first.'),
  ('23001', 'pipeline_is_default', 409, 'pipeline_is_default', 'Deals that name no pipeline begin in this one', 'Make another pipeline the default first.'),
  ('23001', 'pipeline_keeps_open', 409, 'pipeline_keeps_open', 'A pipeline keeps a stage to begin in', 'Add another stage first, or archive the pipeline.'),
  ('23514', 'pipelines_default_is_open', 409, 'pipeline_archived', 'An archived pipeline is not where deals begin', 'Take it out of the archive first.'),
  ('23514', 'tasks_due_date_range', 422, 'date_out_of_range', 'A date is of the years 1 to 9999', '');
