-- One row for each span of months after the last whole year that an official series of a force gives for an offence, or of every
-- force without one: no year, and so in no line.
select y.force_id, y.period_id, datediff('month', y.period_start, y.period_end) + 1 as months, y.offence, {drawn:y}
from all_figures as y
where
    ($force is null or y.force_id = $force) and y.measure_id = 'offences_recorded' and y.offence_id = $offence and y.unit = 'offences'
    and y.area_kind = 'force' and y.licence is not null and y.period_kind = 'other' and y.scope is null
    and cardinality(y.dimensions) = 0 and y.status in ('current', 'repeated', 'conflicting')
    and y.period_start > (
        select max(w.period_end) from all_figures as w where w.source_id = y.source_id and w.offence_id = y.offence_id and w.year is not null
    )
order by y.force_id, y.period_id
