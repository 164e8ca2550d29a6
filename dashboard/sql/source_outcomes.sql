select *
from outcomes
where source_id = $source_id
order by document, coalesce(try_cast(regexp_extract(locator, '\d+') as integer), 0), question nulls last, force, outcome_id
