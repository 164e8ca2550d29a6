-- The figures of one source that do not simply stand: replaced, withdrawn, set aside, in conflict, or spoken of.
select
    f.*,
    r.source_id as replaced_by_source,
    r.source as replaced_by_title,
    r.is_disputed as replaced_by_is_disputed
from all_figures as f
left join all_figures as r on f.replaced_by = r.figure_id
where f.source_id = $source_id and not f.is_disputed and (f.status <> 'current' or f.statement is not null)
order by f.document, coalesce(try_cast(regexp_extract(f.locator, '\d+') as integer), 0), f.locator, f.figure_id
