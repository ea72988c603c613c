create function private.purge_notifications(batch_size integer default 1000)
  returns integer
  language plpgsql
  volatile
  security definer  -- for no person: they are kept for so long
  set search_path = ''
as $$
declare
  v_notifications integer;
  v_mails integer;
  v_tokens integer;
begin
  delete from public.notifications as n
  where (n.id, n.workspace_id) in (
    select o.id, o.workspace_id from public.notifications as o
    where o.created_at < now() - interval '30 days' and (o.read_at is not null or o.created_at < now() - interval '90 days')
    limit batch_size for update skip locked
  );
  get diagnostics v_notifications = row_count;
  delete from private.notification_mails as m
  where m.id in (select o.id from private.notification_mails as o where o.created_at < now() - interval '90 days' limit batch_size for update skip locked);
  get diagnostics v_mails = row_count;
  -- A mail may lie in an inbox for long before somebody has had enough.
  delete from private.unsubscribe_tokens as t
  where t.token_hash in (select o.token_hash from private.unsubscribe_tokens as o where o.created_at < now() - interval '1 year' limit batch_size for update skip locked);
  get diagnostics v_tokens = row_count;
  return greatest(v_notifications, v_mails, v_tokens);
end
$$;
comment on function private.purge_notifications(integer) is
  'Deletes notifications that were read after 30 days and others after 90, mails after 90 and tokens to unsubscribe after a year, a batch at a time; returns of which were most, 0 at the end.';
revoke execute on function private.purge_notifications(integer) from public;
grant execute on function private.purge_notifications(integer) to worker;
