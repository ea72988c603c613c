create type private.trashed_row as (kind text, id uuid);
comment on type private.trashed_row is 'Something in the trash: item, contact, deal or task.';

comment on column private.search_documents.subject_id is 'The item, comment, contact or deal.';
comment on column private.search_queue.subject_ids is 'The items, comments, contacts or deals; null when it is a whole list.';

-- What has a text in its middle is found by trigrams where the extension is; elsewhere a page reads along its order until it is full.
do $$
declare
  v_schema constant text := (
    select n.nspname from pg_catalog.pg_extension as e join pg_catalog.pg_namespace as n on n.oid = e.extnamespace where e.extname = 'pg_trgm'
  );
begin
  if v_schema is not null then
    execute format('create index contacts_search_trgm_idx on public.contacts using gin (search_text %I.gin_trgm_ops)', v_schema);
    execute format('create index deals_search_trgm_idx on public.deals using gin (search_text %I.gin_trgm_ops)', v_schema);
  end if;
end
$$;
