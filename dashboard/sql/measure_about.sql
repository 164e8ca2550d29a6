-- One row a measure: what it counts, what contains it, and what it must not be compared with, each pair read both ways.
select
    m.measure_id,
    m.title,
    m.definition,
    m.kind,
    m.whole_offence_id,
    m.within,
    coalesce(list(distinct pairs.other order by pairs.other) filter (where pairs.other is not null), []) as not_comparable_with
from measures as m
left join (
    select measure_id, unnest(not_comparable_with) as other from measures
    union
    select unnest(not_comparable_with), measure_id from measures
) as pairs using (measure_id)
group by all
order by m.title
