create trigger deedbook_measure after update on procrastinate.procrastinate_jobs
  for each row when (old.status = 'doing' and new.status <> 'doing') execute function private.tg_procrastinate_jobs__measure();
