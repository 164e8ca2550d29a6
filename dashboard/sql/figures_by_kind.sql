-- One row a measure, unit, scope, offence and period: over how many forces and areas there are figures in force, and from
-- the lowest to the highest exact number of a single force. Asked of one offence or of one measure.
select
    measure_id,
    any_value(measure) as measure,
    unit,
    scope,
    offence_id,
    any_value(offence) as offence,
    period_id,
    any_value(period_start) as period_start,
    count(distinct force_id) filter (where area_kind = 'force') as forces,
    count(*) filter (where area_kind <> 'force') as areas,
    count(*) as figures,
    min(value) filter (where area_kind = 'force') as lowest,
    max(value) filter (where area_kind = 'force') as highest,
    count(*) filter (where area_kind = 'force' and value is null) as open
from figures
where ($offence_id is null or offence_id = $offence_id) and ($measure_id is null or measure_id = $measure_id)
group by measure_id, unit, scope, offence_id, period_id
order by measure, offence nulls first, unit, scope nulls first, period_start nulls last, period_id
