-- The worker runs Procrastinate's own functions, which act on its tables with the caller's rights.
grant usage on schema procrastinate to worker;
grant select, insert, update, delete on all tables in schema procrastinate to worker;
grant usage, select on all sequences in schema procrastinate to worker;
grant execute on all routines in schema procrastinate to worker;

-- It names the types of columns in its reports, and nothing else of public is its to read.
grant usage on schema public to worker;
