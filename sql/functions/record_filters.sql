create function private.record_filters()
  returns table (kinds text[], name text, takes text, condition text)
  language sql
  stable
  set search_path = ''
as $$
  values
    ('{contact,deal}'::text[], 'owner_id', 'text', 't.owner_id = ($1 ->> ''owner_id'')::uuid'),
    ('{contact,deal}', 'mine', 'flag', 't.owner_id = auth.uid()'),
    ('{contact,deal}', 'text', 'text', '(strpos(t.search_text, private.fold_text($1 ->> ''text'')) > 0'
      ' or $1 ->> ''text'' ~ ''^[0-9+()./ -]{3,}$'' and strpos(t.search_text, private.phone_key($1 ->> ''text'')) > 0)'),
    ('{contact}', 'email', 'text', 't.email_key = lower($1 ->> ''email'')'),
    ('{contact}', 'phone', 'text', 't.phone_key = private.phone_key($1 ->> ''phone'')'),
    ('{contact}', 'company', 'text', 'coalesce(t.company_key, '''') = left(private.fold_text($1 ->> ''company''), 200) collate "C"'),
    ('{contact}', 'tag', 'text', '$1 ->> ''tag'' = any (t.tags)'),
    ('{contact}', 'item_id', 'text', 'exists (select from public.contact_items as l'
      ' where l.contact_id = t.id and l.workspace_id = t.workspace_id and l.item_id = ($1 ->> ''item_id'')::uuid)'),
    ('{deal}', 'item_id', 'text', 'exists (select from public.deal_items as l'
      ' where l.deal_id = t.id and l.workspace_id = t.workspace_id and l.item_id = ($1 ->> ''item_id'')::uuid)'),
    ('{deal,task}', 'contact_id', 'text', 't.contact_id = ($1 ->> ''contact_id'')::uuid'),
    ('{deal}', 'pipeline_id', 'text', 't.pipeline_id = ($1 ->> ''pipeline_id'')::uuid'),
    ('{deal}', 'stage', 'texts', 't.stage = any (private.texts_of($1 -> ''stage''))'),
    ('{deal}', 'status', 'texts', 't.status = any (private.texts_of($1 -> ''status''))'),
    ('{deal}', 'currency', 'text', 't.currency = $1 ->> ''currency'''),
    ('{deal}', 'amount_min', 'number', 't.amount >= ($1 ->> ''amount_min'')::numeric'),
    ('{deal}', 'amount_max', 'number', 't.amount <= ($1 ->> ''amount_max'')::numeric'),
    ('{deal}', 'closing_from', 'text', 't.expected_close_date >= ($1 ->> ''closing_from'')::date'),
    ('{deal}', 'closing_to', 'text', 't.expected_close_date <= ($1 ->> ''closing_to'')::date'),
    ('{deal}', 'overdue', 'flag', 't.expected_close_date < private.today_of(null) and t.closed_at is null'),
    ('{task}', 'deal_id', 'text', 't.deal_id = ($1 ->> ''deal_id'')::uuid'),
    ('{task}', 'assignee_id', 'text', 't.assignee_id = ($1 ->> ''assignee_id'')::uuid'),
    ('{task}', 'mine', 'flag', 't.assignee_id = auth.uid()'),
    ('{task}', 'is_done', 'boolean', 't.is_done = ($1 ->> ''is_done'')::boolean'),
    ('{task}', 'due_from', 'text', 't.due_date >= ($1 ->> ''due_from'')::date'),
    ('{task}', 'due_to', 'text', 'coalesce(t.due_date, ''infinity''::date) <= ($1 ->> ''due_to'')::date'),
    ('{task}', 'overdue', 'flag', 'coalesce(t.due_date, ''infinity''::date) < private.today_of(null) and not t.is_done and private.is_live_task(t)'),
    ('{task}', 'text', 'text', 'strpos(private.fold_text(t.title), private.fold_text($1 ->> ''text'')) > 0')
$$;
comment on function private.record_filters() is 'What contacts, deals and tasks are filtered by, what each takes, and its SQL over t and the filter $1.';
revoke execute on function private.record_filters() from public;
grant execute on function private.record_filters() to authenticated, service_role;
