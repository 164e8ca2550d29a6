-- What the checks say of one source's documents as such, the gravest first: what is of one figure stands with the figure.
-- A document that could not be read at all is in no source's list; its place is in the source's folder.
select severity, origin, rule, message, document, locator
from checks
where
    figure_id is null
    and starts_with(document, $folder) and (source_id is null or source_id = $source_id)
order by
    document,
    case severity when 'error' then 1 when 'warning' then 2 else 3 end,
    coalesce(page, 0),
    coalesce(try_cast(regexp_extract(locator, '\d+') as integer), 0),
    locator,
    message
