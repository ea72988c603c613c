-- How many items each list has, without counting them and without writers waiting for each other: every
-- statement leaves a difference behind, a job folds these into one number.
create table private.list_counts (
  list_id uuid primary key,
  workspace_id uuid not null,
  items bigint not null,
  constraint list_counts_list_fkey foreign key (workspace_id, list_id)
    references public.lists (workspace_id, id) on delete cascade
);
comment on table private.list_counts is 'Items of a list that are not in the trash, but for the differences in list_count_deltas.';
create index list_counts_list_fkey_idx on private.list_counts (workspace_id, list_id);
alter table private.list_counts enable row level security;

create table private.list_count_deltas (
  id bigint generated always as identity primary key,
  list_id uuid not null,
  workspace_id uuid not null,
  items bigint not null
);
comment on table private.list_count_deltas is
  'By how many items a statement changed the count of a list. Without a foreign key: whatever deletes a list deletes its items too, and what is left is dropped by the fold.';
create index list_count_deltas_list_idx on private.list_count_deltas (list_id);
alter table private.list_count_deltas enable row level security;

insert into private.list_counts (list_id, workspace_id, items)
select i.list_id, i.workspace_id, count(*) from public.items as i where i.deleted_at is null group by i.list_id, i.workspace_id;
