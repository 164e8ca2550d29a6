-- One row a measure: what it counts, what contains it, and what it must not be compared with, each pair read both ways,
-- with the reason (`because`: measure to reason).
with pairs as (
    select measure_id, unnest(map_keys(not_comparable_because)) as other, unnest(map_values(not_comparable_because)) as because
    from measures
    union all
    select unnest(map_keys(not_comparable_because)), measure_id, unnest(map_values(not_comparable_because)) from measures
)

select
    m.measure_id as id,
    m.title,
    null as section,
    m.definition,
    m.within,
    coalesce(list(p.other order by p.other) filter (where p.other is not null), []) as not_comparable_with,
    coalesce(
        map(
            list(p.other order by p.other) filter (where p.other is not null),
            list(p.because order by p.other) filter (where p.other is not null)
        ),
        map {}
    ) as because
from measures as m
left join pairs as p using (measure_id)
group by all
order by m.title
