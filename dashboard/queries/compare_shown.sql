-- Every figure of forces for one measure, unit and offence in $period and, where it is given, in $before. `is_shown`: of an official
-- series of three forces or more its own figure for each force, even where the force's own count is the one in force, as in the map
-- and over time: bars of one chart have one counter, and the other count stands beside as what differs. Other files name this as
-- compare_shown, in braces.
with counted as (
    select *
    from all_figures
    where
        measure_id = $measure and unit = $unit and offence_id is not distinct from $offence and period_id in ($period, $before)
        and area_kind = 'force' and scope is null and cardinality(dimensions) = 0
        and (status = 'current' or (status in ('repeated', 'conflicting') and source_kind = 'official'))
),
official as (
    select source_id
    from counted
    where source_kind = 'official'
    group by source_id
    having count(distinct force_id) >= 3
    order by count(distinct force_id) desc
    limit 1
)

select
    *,
    row_number() over (
        partition by force_id, period_id
        order by source_id is not distinct from (select source_id from official) desc, status = 'current' desc
    ) = 1 as is_shown
from counted
