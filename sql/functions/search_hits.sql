create function private.search_hits(workspace_id uuid, words text[], list_id uuid, kinds text[], ids uuid[])
  returns table (kind text, subject_id uuid, list_id_found uuid, item_id uuid, field text, name text, cell text, rank integer)
  language sql
  stable
  set search_path = ''
as $$
  with cells as (
    select k.kind, c.*, c.place = min(c.place) over (partition by k.kind, c.subject_id) as is_title, private.search_text(c.cell) as content
    from (select u.kind, array_agg(distinct u.id) as ids from unnest(kinds, ids) as u (kind, id) group by u.kind) as k
    cross join lateral private.search_cells(search_hits.workspace_id, k.kind, k.ids) as c
    where search_hits.list_id is null or c.list_id = search_hits.list_id
  ), matches as (
    -- A whole word counts twice, in the title three times as much.
    select c.*, w.n, (case when strpos(c.content, ' ' || w.word || ' ') > 0 then 2 else 1 end) * (case when c.is_title then 3 else 1 end) as weight
    from cells as c
    join unnest(words) with ordinality as w (word, n) on strpos(c.content, ' ' || w.word) > 0
  ), fields as (
    select m.kind, m.subject_id, m.list_id, m.item_id, m.field, m.name, m.cell,
      row_number() over (partition by m.kind, m.subject_id order by count(*) desc, sum(m.weight) desc, m.place, m.field) as n
    from matches as m group by m.kind, m.subject_id, m.list_id, m.item_id, m.field, m.name, m.cell, m.place
  ), subjects as (
    select b.kind, b.subject_id, sum(b.weight)::integer as rank
    from (select m.kind, m.subject_id, m.n, max(m.weight) as weight from matches as m group by m.kind, m.subject_id, m.n) as b
    group by b.kind, b.subject_id having count(*) = cardinality(words)
  )
  select f.kind, f.subject_id, f.list_id, f.item_id, f.field, f.name, f.cell, s.rank
  from subjects as s
  join fields as f on f.kind = s.kind and f.subject_id = s.subject_id and f.n = 1
  -- A comment goes with its item.
  where f.kind <> 'comment'
    or exists (select from public.items as i where i.id = f.item_id and i.workspace_id = search_hits.workspace_id and i.deleted_at is null)
$$;
comment on function private.search_hits(uuid, text[], uuid, text[], uuid[]) is
  'Which of these items and comments have all the words as they are now and as far as the caller may see them, with the field that matches best.';
revoke execute on function private.search_hits(uuid, text[], uuid, text[], uuid[]) from public;
grant execute on function private.search_hits(uuid, text[], uuid, text[], uuid[]) to authenticated, service_role;
