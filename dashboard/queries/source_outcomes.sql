select o.*, t.state as told
from outcomes as o
left join {told_states} as t on o.outcome_id = t.outcome_id
where o.source_id = $source_id
order by o.document, coalesce(try_cast(regexp_extract(o.locator, '\d+') as integer), 0), o.question nulls last, o.force, o.outcome_id
