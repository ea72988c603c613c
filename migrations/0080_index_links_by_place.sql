-- A link goes behind the last one of its target: the index has to end with the place, or each insert reads all links of the target.
create index links_target_place_idx on public.links (target_item_id, column_id, target_position);
drop index public.links_target_idx;
