insert into public.capabilities (position, capability, minimum_role, description) values
  (48, 'crm.read', 'member', 'See contacts, deals, tasks, timelines and pipelines'),
  (49, 'crm.write', 'member', 'Create contacts, deals and tasks; change those of one''s own'),
  (56, 'crm.write_any', 'editor', 'Change any contact, deal or task'),
  (76, 'crm.assign', 'manager', 'Give contacts and deals to another owner'),
  (77, 'crm.delete', 'manager', 'Trash and restore contacts, deals and tasks'),
  (116, 'pipelines.write', 'admin', 'Add and change pipelines, their stages and moves, and reasons for losing; move deals to another pipeline');

insert into public.error_codes (sqlstate, name, http_status, slug, title, hint) values
  ('P0002', 'contact_not_found', 404, 'contact_not_found', 'There is no such contact', ''),
  ('P0002', 'deal_not_found', 404, 'deal_not_found', 'There is no such deal', ''),
  ('P0002', 'task_not_found', 404, 'task_not_found', 'There is no such task', ''),
  ('P0002', 'activity_not_found', 404, 'activity_not_found', 'There is no such activity', ''),
  ('P0002', 'pipeline_not_found', 404, 'pipeline_not_found', 'There is no such pipeline', ''),
  ('P0002', 'stage_not_found', 404, 'stage_not_found', 'There is no such stage', ''),
  ('P0002', 'lost_reason_not_found', 404, 'lost_reason_not_found', 'There is no such reason', ''),
  ('42501', 'record_not_own', 403, 'record_not_own', 'This is somebody else''s', 'Ask whose it is, or an editor.'),
  ('42501', 'deal_move_forbidden', 403, 'deal_move_forbidden', 'Your role does not move a deal like this', 'Ask somebody with the role that the message names.'),
  ('23514', 'deal_move_illegal', 409, 'deal_move_illegal', 'No deal goes this way', 'The pipeline says which moves there are; won and lost are the end.'),
  ('23514', 'deals_closed_is_whole', 409, 'deal_move_illegal', 'Won and lost deals are closed, and no others', 'Set the status; stage and closed_at follow.'),
  ('23514', 'deals_status_is_known', 422, 'deal_status_unknown', 'A deal is new, in_progress, won or lost', ''),
  ('23514', 'deals_won_needs_amount', 422, 'deal_needs_amount', 'A won deal has an amount above 0', 'Set the amount first, or along with the status.'),
  ('23514', 'deals_only_lost_has_reason', 422, 'lost_reason_misplaced', 'Only a lost deal says why it was lost', ''),
  ('23514', 'deals_amount_is_money', 422, 'amount_invalid', 'An amount is 0 or more, below 10^15, with up to 4 decimals', ''),
  ('23514', 'deals_currency_is_iso_4217', 422, 'currency_unknown', 'There is no such currency', 'Use a code of ISO 4217, such as EUR.'),
  ('23514', 'deal_fields_required', 422, 'deal_fields_required', 'The stage needs fields that the deal does not have', 'Fill in the named fields, before the move or with it.'),
  ('23514', 'stage_unknown', 422, 'stage_unknown', 'The pipeline has no such stage', 'GET /pipelines lists them.'),
  ('23514', 'lost_reason_required', 422, 'lost_reason_required', 'The pipeline wants to know why a deal was lost', 'Set lost_reason along with the status.'),
  ('23503', 'deals_lost_reason_fkey', 422, 'lost_reason_unknown', 'The workspace has no such reason', 'GET /lost-reasons lists them.'),
  ('23503', 'deals_stage_fkey', 409, 'stage_in_use', 'Deals are in this stage', 'Move them first.'),
  ('23503', 'deals_contact_fkey', 409, 'contact_has_deals', 'The contact has deals', 'Give them to another contact first.'),
  ('23503', 'deals_owner_fkey', 422, 'owner_not_member', 'An owner is a member of the workspace', ''),
  ('23503', 'contacts_owner_fkey', 422, 'owner_not_member', 'An owner is a member of the workspace', ''),
  ('23503', 'tasks_assignee_fkey', 422, 'assignee_not_member', 'Tasks are assigned to members of the workspace', ''),
  ('23514', 'contact_has_deals', 409, 'contact_has_deals', 'The contact has deals', 'Trash these deals first, or give them to another contact.'),
  ('23505', 'contacts_email_key', 409, 'contact_email_taken', 'A contact with this e-mail address exists already', 'Change that one, or merge the two.'),
  ('23514', 'contacts_name_length', 422, 'name_invalid', 'A name has 1 to 200 characters', ''),
  ('23514', 'contacts_email_is_an_address', 422, 'email_invalid', 'This is no e-mail address', ''),
  ('23514', 'contacts_phone_has_digits', 422, 'phone_invalid', 'A phone number has at least three digits and at most 50 characters', ''),
  ('23514', 'contacts_website_is_http', 422, 'website_invalid', 'A website begins with http:// or https://', ''),
  ('23514', 'contacts_address_is_an_object', 422, 'address_invalid', 'An address is an object of at most 4 KiB', ''),
  ('23514', 'contacts_tags_at_most_50', 422, 'tags_invalid', 'A contact has at most 50 tags', ''),
  ('23514', 'deals_title_length', 422, 'title_invalid', 'A title has 1 to 200 characters', ''),
  ('23514', 'tasks_title_length', 422, 'title_invalid', 'A title has 1 to 200 characters', ''),
  ('23514', 'tasks_are_about_one_thing', 422, 'task_has_two_subjects', 'A task is about a deal or a contact, not both', ''),
  ('23514', 'due_date_in_past', 422, 'due_date_in_past', 'The due date is over', 'Choose today or later; the day is that of your time zone.'),
  ('23514', 'closed_at_in_future', 422, 'closed_at_in_future', 'A deal cannot have been closed in the future', ''),
  ('23514', 'activities_body_length', 422, 'comment_invalid', 'A comment has 1 to 10,000 characters', ''),
  ('23514', 'records_invalid', 422, 'records_invalid', 'Some rows cannot be saved', 'Nothing was saved. Mend the named rows and send all again.'),
  ('22023', 'sort_unknown', 422, 'sort_unknown', 'This cannot be sorted by', ''),
  ('55000', 'deal_in_trash', 409, 'deal_in_trash', 'The deal is in the trash', 'Restore it first.'),
  ('55000', 'contact_in_trash', 409, 'contact_in_trash', 'The contact is in the trash', 'Restore it first.'),
  ('55000', 'pipeline_archived', 409, 'pipeline_archived', 'The pipeline is archived', 'Choose another, or take it out of the archive.'),
  ('23001', 'stage_in_use', 409, 'stage_in_use', 'Deals are in this stage', 'Move them first, or name a stage that they go to.'),
  ('23001', 'pipeline_in_use', 409, 'pipeline_in_use', 'The pipeline has deals', 'Move them first, or archive the pipeline.'),
  ('23001', 'pipeline_keeps_closed', 409, 'pipeline_keeps_closed', 'Every pipeline ends at closed', ''),
  ('23001', 'lost_reason_in_use', 409, 'lost_reason_in_use', 'Deals were lost for this reason', 'Archive it instead: it is no longer offered.'),
  ('23505', 'lost_reasons_name_key', 409, 'lost_reason_taken', 'There is such a reason already', ''),
  ('23505', 'pipelines_name_key', 409, 'pipeline_name_taken', 'A pipeline of this name exists already', 'Choose another name.'),
  ('23505', 'pipeline_stages_key_key', 409, 'stage_key_taken', 'The pipeline has a stage of this key already', 'Leave the key out and one is made from the name.'),
  ('23514', 'pipeline_stages_required_fields_known', 422, 'required_fields_unknown', 'A stage cannot require this', 'It may be a field that deals can lack.'),
  ('23514', 'pipeline_stages_closed_is_last', 422, 'stage_position_invalid', 'The stage closed is the last', ''),
  ('54000', 'pipeline_stages_at_most_50', 422, 'pipeline_stages_at_most_50', 'A pipeline has at most 50 stages', ''),
  ('23505', 'deal_items_pkey', 409, 'already_linked', 'These are linked already', ''),
  ('23505', 'contact_items_pkey', 409, 'already_linked', 'These are linked already', ''),
  ('23503', 'deal_items_item_fkey', 422, 'link_invalid', 'The workspace has no such item', ''),
  ('23503', 'contact_items_item_fkey', 422, 'link_invalid', 'The workspace has no such item', '');

-- What new workspaces get by trigger, for those that are there: domain.md's pipeline.
insert into public.pipelines (workspace_id, name, is_default, created_by, updated_by)
select w.id, 'Sales', true, null, null from public.workspaces as w;
insert into public.pipeline_stages (workspace_id, pipeline_id, key, name, position, probability, created_by, updated_by)
select p.workspace_id, p.id, s.key, s.name, s.position, s.probability, null, null
from public.pipelines as p
cross join (values
  ('qualification', 'Qualification', 1, 20), ('proposal', 'Proposal', 2, 50), ('negotiation', 'Negotiation', 3, 80), ('closed', 'Closed', 32767, 0)
) as s (key, name, position, probability);
insert into public.stage_moves (workspace_id, pipeline_id, from_stage, to_stage, minimum_role)
select t.workspace_id, t.pipeline_id, f.key, t.key,
  case when f.key is null and t.key = 'closed' then 'editor' when f.position > t.position then 'admin' else 'member' end::public.workspace_role
from public.pipeline_stages as t
cross join lateral (
  select s.key, s.position from public.pipeline_stages as s where s.pipeline_id = t.pipeline_id and s.workspace_id = t.workspace_id
  union all
  select null, null
) as f
where f.key is distinct from t.key and f.key is distinct from 'closed';
insert into public.status_moves (workspace_id, pipeline_id, from_status, to_status, minimum_role)
select p.workspace_id, p.id, m.from_status, m.to_status, m.minimum_role
from public.pipelines as p
cross join (values
  (null, 'new', 'member'::public.workspace_role), (null, 'in_progress', 'member'), (null, 'won', 'editor'), (null, 'lost', 'editor'),
  ('new', 'in_progress', 'member'), ('in_progress', 'won', 'member'), ('in_progress', 'lost', 'member')
) as m (from_status, to_status, minimum_role);
insert into public.lost_reasons (workspace_id, name, position)
select w.id, r.name, r.position
from public.workspaces as w
cross join (values ('Price', 1), ('Competitor', 2), ('Timing', 3), ('No budget', 4), ('No answer', 5), ('Other', 6)) as r (name, position);
