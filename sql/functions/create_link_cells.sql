create function private.create_link_cells(number integer)
  returns void
  language plpgsql
  volatile
  set search_path = ''
as $$
begin
  execute format('create temporary table import_links_%s (n bigint not null, place bigint not null, c1 text not null, id uuid, found bigint, problem text) on commit drop', number);
  execute format('grant select, insert, update, delete on pg_temp.import_links_%s to authenticated', number);
end
$$;
comment on function private.create_link_cells(integer) is
  'For the worker: a temporary table for what the cells of a relation name: row, place in the cell, key of the item; its id, how many have that key, and what is wrong.';
revoke execute on function private.create_link_cells(integer) from public;
grant execute on function private.create_link_cells(integer) to worker;
