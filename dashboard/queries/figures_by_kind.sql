-- One row a measure, unit, scope, offence and period: over how many forces and areas there are figures in force, and from
-- the lowest to the highest exact number of a single force. Asked of one offence or of one measure. Parts of a breakdown
-- (of one hospital, of one outcome) are no force's number: they are counted apart, as `parts`. Of a measure, offences that
-- pages do not offer are left out.
select
    measure_id,
    any_value(measure) as measure,
    unit,
    scope,
    offence_id,
    any_value(offence) as offence,
    period_id,
    any_value(period_start) as period_start,
    count(distinct force_id) filter (where area_kind = 'force' and is_whole) as forces,
    count(*) filter (where area_kind <> 'force' and is_whole) as areas,
    count(*) filter (where is_whole) as figures,
    count(*) filter (where not is_whole) as parts,
    min(value) filter (where area_kind = 'force' and is_whole) as lowest,
    max(value) filter (where area_kind = 'force' and is_whole) as highest,
    count(*) filter (where area_kind = 'force' and value is null and is_whole) as open
from (select *, cardinality(dimensions) = 0 as is_whole from figures)
where
    (
        offence_id = $offence_id
        or ($offence_id is null and offence_id not in (select s.offence_id from subjects as s where not s.is_offered))
        or ($offence_id is null and offence_id is null)
    )
    and ($measure_id is null or measure_id = $measure_id)
group by measure_id, unit, scope, offence_id, period_id
order by measure, offence nulls first, unit, scope nulls first, period_start nulls last, period_id
