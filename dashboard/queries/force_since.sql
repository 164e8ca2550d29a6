-- One row a force and span of months after the last whole year that an official series gives for one measure, unit and offence:
-- no year, and so in no line.
select
    y.force_id, f.short_name as name, f.name as force, y.source_id, y.period_id, datediff('month', y.period_start, y.period_end) + 1 as months,
    coalesce(o.section, y.offence) as counted, {drawn:y}
from all_figures as y
join forces as f using (force_id)
left join offences as o using (offence_id)
where
    y.measure_id = $measure and y.unit = $unit and y.offence_id is not distinct from $offence
    and y.area_kind = 'force' and y.licence is not null and y.period_kind = 'other' and y.scope is null
    and cardinality(y.dimensions) = 0 and y.status in ('current', 'repeated', 'conflicting')
    and y.period_start > (
        select max(w.period_end) from all_figures as w where w.source_id = y.source_id and w.offence_id = y.offence_id and w.year is not null
    )
order by y.force_id, y.period_id
