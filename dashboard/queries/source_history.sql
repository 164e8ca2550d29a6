-- The figures of one source that do not simply stand: replaced, withdrawn, set aside, in conflict, or spoken of; `other_source`
-- is the source of the figure that stands in its place, where that is another.
select
    f.*, if(r.source_id <> f.source_id and not r.is_disputed, r.source_id, null) as other_source, r.source as other_title
from all_figures as f
left join all_figures as r on f.replaced_by = r.figure_id
where f.source_id = $source_id and not f.is_disputed and (f.status <> 'current' or f.statement is not null)
order by f.document, coalesce(try_cast(regexp_extract(f.locator, '\d+') as integer), 0), f.locator, f.figure_id
