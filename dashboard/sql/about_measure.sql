-- One row: what the measure counts, and the titles of the measures that it must not be compared with, read both ways.
select m.definition, list(n.title order by n.title) filter (where n.title is not null) as not_comparable_with
from measures as m
left join (
    select measure_id, unnest(not_comparable_with) as other from measures
    union
    select unnest(not_comparable_with), measure_id from measures
) as pairs using (measure_id)
left join measures as n on pairs.other = n.measure_id
where m.measure_id = $measure_id
group by m.definition
