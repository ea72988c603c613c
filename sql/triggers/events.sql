-- Row triggers reach every partition; a TRUNCATE of one is refused by a trigger of its own (private.create_audit_partitions).
create trigger _200_append_only before update or delete on audit.events
  for each row execute function private.tg_events__append_only();
create trigger _210_refuse_truncate before truncate on audit.events
  for each statement execute function private.tg_events__append_only();
alter table audit.events enable always trigger _200_append_only;
alter table audit.events enable always trigger _210_refuse_truncate;
