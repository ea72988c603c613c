create trigger _550_stats_insert after insert on private.deal_stages
  referencing new table as new_rows
  for each statement execute function private.tg_deal_stages__stats();
create trigger _550_stats_update after update on private.deal_stages
  referencing old table as old_rows new table as new_rows
  for each statement execute function private.tg_deal_stages__stats();
create trigger _550_stats_delete after delete on private.deal_stages
  referencing old table as old_rows
  for each statement execute function private.tg_deal_stages__stats();
alter table private.deal_stages enable always trigger _550_stats_insert;
alter table private.deal_stages enable always trigger _550_stats_update;
alter table private.deal_stages enable always trigger _550_stats_delete;
