-- The years that a change to `$period` may be told from, the latest first: of its kind, on its side of every one of `$breaks`, with a
-- number of three forces or more.
with years as (
    select c.period, c.period_kind, c.year, c.forces, s.side
    from ready.compare_choices as c
    join {sides} as s on c.period = s.period_id
    where c.measure_id = $measure and c.unit = $unit and c.offence_id is not distinct from $offence
)
select y.period
from years as y
join years as now on now.period = $period and y.period_kind = now.period_kind and y.side = now.side
where y.year < now.year and y.forces >= 3
order by y.year desc
