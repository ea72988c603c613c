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

create function private.plain_text(content text) returns text
  language sql immutable parallel safe
  -- Soft hyphens, fillers, joiners, marks of direction and of variants, blanks that are no spaces: what nobody sees.
  return regexp_replace(normalize(content),
    '[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0]', '', 'g');
comment on function private.plain_text(text) is 'A text in NFC and without the characters that nobody sees.';
revoke execute on function private.plain_text(text) from public;
grant execute on function private.plain_text(text) to authenticated, service_role, worker;

-- What is there is mended: an address becomes what it looks like, unless another contact has that; then it goes to the notes.
update public.contacts set name = 'Unnamed' where private.plain_text(name) ~ '^\s*$';
update public.deals set title = 'Untitled' where private.plain_text(title) ~ '^\s*$';
update public.tasks set title = 'Untitled' where private.plain_text(title) ~ '^\s*$';
update public.contacts as c set notes = left(c.notes || E'\n' || c.email, 100000), email = null
where c.email <> private.plain_text(c.email) and (
  private.plain_text(c.email) !~ '^[^@\s]+@[^@\s]+\.[^@\s]+$' or exists (
    select from public.contacts as o
    where o.workspace_id = c.workspace_id and o.id <> c.id and lower(private.plain_text(o.email)) = lower(private.plain_text(c.email))
  )
);
update public.contacts set email = private.plain_text(email) where email <> private.plain_text(email);
alter table public.contacts
  add constraint contacts_name_is_visible check (private.plain_text(name) !~ '^\s*$'),
  add constraint contacts_email_is_plain check (email = private.plain_text(email));
alter table public.deals add constraint deals_title_is_visible check (private.plain_text(title) !~ '^\s*$');
alter table public.tasks add constraint tasks_title_is_visible check (private.plain_text(title) !~ '^\s*$');

alter table public.error_codes add column field text not null default '';
comment on column public.error_codes.field is 'The field that a refusal without errors of its own is about, where it is one; else empty.';

insert into public.error_codes (sqlstate, name, http_status, slug, title, hint) values
  ('42501', 'comment_removed', 403, 'comment_removed', 'Somebody else deleted this comment', 'Who moderates can restore it. Nothing was saved.'),
  ('23514', 'deals_expected_close_date_range', 422, 'date_out_of_range', 'A date is of the years 1 to 9999', ''),
  ('23514', 'deals_closed_at_range', 422, 'date_out_of_range', 'A deal was closed in 1900 or later', ''),
  ('55000', 'task_in_trash', 409, 'task_in_trash', 'The task is in the trash', 'Restore it first.'),
  ('23514', 'contacts_name_is_visible', 422, 'name_invalid', 'A name has characters that can be seen', ''),
  ('23514', 'contacts_email_is_plain', 422, 'email_invalid', 'An e-mail address has no characters that nobody sees', 'Type it anew.'),
  ('23514', 'deals_title_is_visible', 422, 'title_invalid', 'A title has characters that can be seen', ''),
  ('23514', 'tasks_title_is_visible', 422, 'title_invalid', 'A title has characters that can be seen', ''),
  ('23514', 'filter_invalid', 422, 'filter_invalid', 'The filter cannot be understood', 'docs/crm.md lists what a filter takes.'),
  ('23514', 'row_invalid', 422, 'row_invalid', 'A row is an object of fields', ''),
  ('23514', 'field_required', 422, 'field_required', 'A field has to have a value', ''),
  ('23514', 'moves_invalid', 422, 'moves_invalid', 'Some moves cannot be saved', 'Nothing was saved. errors[].field says which and why.'),
  ('55000', 'not_in_trash', 409, 'not_in_trash', 'Some are not in the trash', 'Nothing was deleted. Trash them first, or leave them out.'),
  ('23001', 'pipeline_is_default', 409, 'pipeline_is_default', 'Deals that name no pipeline begin in this one', 'Make another pipeline the default first.'),
  ('23001', 'pipeline_keeps_open', 409, 'pipeline_keeps_open', 'A pipeline keeps a stage to begin in', 'Add another stage first, or archive the pipeline.'),
  ('23514', 'pipelines_default_is_open', 409, 'pipeline_archived', 'An archived pipeline is not where deals begin', 'Take it out of the archive first.'),
  ('23514', 'tasks_due_date_range', 422, 'date_out_of_range', 'A date is of the years 1 to 9999', '');

update public.error_codes as e set field = f.field
from (values
  ('deals_amount_is_money', 'amount'), ('deals_won_needs_amount', 'amount'), ('deals_currency_is_iso_4217', 'currency'), ('deals_title_length', 'title'),
  ('deals_title_is_visible', 'title'), ('deals_status_is_known', 'status'), ('deals_only_lost_has_reason', 'lost_reason'),
  ('deals_lost_reason_fkey', 'lost_reason'), ('deals_owner_fkey', 'owner_id'), ('deals_closed_is_whole', 'status'), ('closed_at_in_future', 'closed_at'),
  ('deals_expected_close_date_range', 'expected_close_date'), ('deals_closed_at_range', 'closed_at'), ('contacts_owner_fkey', 'owner_id'),
  ('contacts_email_key', 'email'), ('contacts_email_is_an_address', 'email'), ('contacts_email_is_plain', 'email'), ('contacts_name_length', 'name'),
  ('contacts_name_is_visible', 'name'), ('contacts_phone_has_digits', 'phone'), ('contacts_website_is_http', 'website'),
  ('contacts_address_is_an_object', 'address'), ('contacts_tags_at_most_50', 'tags'), ('tasks_assignee_fkey', 'assignee_id'),
  ('tasks_title_length', 'title'), ('tasks_title_is_visible', 'title'), ('tasks_due_date_range', 'due_date'), ('tasks_are_about_one_thing', 'contact_id'),
  ('activities_body_length', 'body'), ('pipelines_name_key', 'name'), ('lost_reasons_name_key', 'name'), ('pipeline_stages_key_key', 'key'),
  ('pipeline_stages_required_fields_known', 'required_fields'), ('pipeline_stages_closed_is_last', 'position'), ('pipelines_default_is_open', 'is_default')
) as f (name, field)
where e.name = f.name;
