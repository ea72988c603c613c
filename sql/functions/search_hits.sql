create function private.search_hits(workspace_id uuid, words text[], list_id uuid, kinds text[], ids uuid[])
  returns table (kind text, subject_id uuid, list_id_found uuid, item_id uuid, field text, name text, cell text, rank integer)
  language sql
  stable
  set search_path = ''
as $$
  with cells as materialized (
    select k.kind, c.*, c.place = min(c.place) over (partition by k.kind, c.subject_id) as is_title, private.search_text(c.cell) as content
    from (select u.kind, array_agg(distinct u.id) as ids from unnest(kinds, ids) as u (kind, id) group by u.kind) as k
    cross join lateral private.search_cells(search_hits.workspace_id, k.kind, k.ids, true) as c
    where search_hits.list_id is null or c.list_id = search_hits.list_id
  ), matches as (
    -- A whole word counts twice, in the title three times as much.
    select c.*, w.n, (case when strpos(c.content, ' ' || w.word || ' ') > 0 then 2 else 1 end) * (case when c.is_title then 3 else 1 end) as weight
    from cells as c
    join unnest(words) with ordinality as w (word, n) on strpos(c.content, ' ' || w.word) > 0
  ), fields as (
    select m.kind, m.subject_id, m.list_id, m.item_id, m.field, m.name, min(m.cell) as cell,
      sum(m.weight) filter (where m.is_best) as weight, count(*) filter (where m.is_best) as words_found,
      row_number() over (partition by m.kind, m.subject_id order by count(*) desc, sum(m.weight) desc, m.place, m.field) as n
    from (
      select m.*, row_number() over (partition by m.kind, m.subject_id, m.n order by m.weight desc, m.place, m.field) = 1 as is_best
      from matches as m
    ) as m
    group by m.kind, m.subject_id, m.list_id, m.item_id, m.place, m.field, m.name
  ), ranked as (
    -- Windows rather than joins: nobody can guess how many rows there are.
    select f.*, sum(f.weight) over w as rank, sum(f.words_found) over w as all_found
    from fields as f window w as (partition by f.kind, f.subject_id)
  )
  select r.kind, r.subject_id, r.list_id, r.item_id, r.field, r.name, r.cell, r.rank::integer
  from ranked as r
  where r.n = 1 and r.all_found = cardinality(words)
$$;
comment on function private.search_hits(uuid, text[], uuid, text[], uuid[]) is
  'Which of these items, comments, contacts and deals have all the words as they are now and as far as the caller may see them, with the field that matches best.';
revoke execute on function private.search_hits(uuid, text[], uuid, text[], uuid[]) from public;
grant execute on function private.search_hits(uuid, text[], uuid, text[], uuid[]) to authenticated, service_role;
