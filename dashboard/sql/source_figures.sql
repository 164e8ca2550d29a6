-- Every figure read in one source, in the order of its places, with what replaced it. The one row that stands for a
-- dispute is left out: its places stand for themselves.
select
    f.*,
    r.source_id as replaced_by_source,
    r.source as replaced_by_title,
    r.is_disputed as replaced_by_is_disputed
from all_figures as f
left join all_figures as r on f.replaced_by = r.figure_id
where f.source_id = $source_id and not f.is_disputed
order by f.document, coalesce(try_cast(regexp_extract(f.locator, '\d+') as integer), 0), f.locator, f.figure_id
