-- Jobs that ended are forgotten after a while; what became of them is counted here, for /metrics.
create table private.task_runs (
  task text primary key,
  runs bigint not null default 0,
  failures bigint not null default 0,
  seconds double precision not null default 0,
  last_seconds double precision,
  last_success_at timestamptz,
  last_failure_at timestamptz
);
comment on table private.task_runs is 'How often each task of the worker ran, all processes together, since the database was made.';
comment on column private.task_runs.task is 'The name of the task, or sweep_stalled, which each worker does by itself.';
comment on column private.task_runs.runs is 'Attempts that ended, well or not.';
comment on column private.task_runs.failures is 'Those of them that did not end well, also when another attempt followed.';
comment on column private.task_runs.seconds is 'How long they took together.';
comment on column private.task_runs.last_seconds is 'How long the last one took.';
comment on column private.task_runs.last_success_at is 'When one last ended well.';
comment on column private.task_runs.last_failure_at is 'When one last did not.';
alter table private.task_runs enable row level security;

create table private.job_errors (
  job_id bigint primary key references procrastinate.procrastinate_jobs (id) on delete cascade,
  error text not null,
  created_at timestamptz not null default now()
);
comment on table private.job_errors is 'Why the last attempt of a job failed, for whoever looks after it; the queue keeps no reasons.';
comment on column private.job_errors.error is 'In one line.';
alter table private.job_errors enable row level security;

-- The failed are few, and are counted at every look at /metrics.
create index deedbook_failed_jobs_idx on procrastinate.procrastinate_jobs (task_name) where status = 'failed';
