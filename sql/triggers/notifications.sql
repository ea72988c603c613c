create trigger _100_read before update on public.notifications
  for each row execute function private.tg_notifications__read();
