-- One row for each measure, unit, offence and year that some force has a number for, in the order of lists: what Compare and
-- Over time can show.
select
    y.measure_id, y.measure, y.unit, y.offence_id, y.offence, y.about_children, y.period, y.period_kind, y.year,
    l.list_group,
    count(*) filter (where y.value is not null or y.value_low is not null or y.value_high is not null) as forces,
    count(*) filter (y.source_kind = 'official') > 0.9 * count(*) as is_official, -- a force's own count may stand above its own
    y.law_section
from force_years as y
join subjects as l on y.measure_id = l.measure_id and y.offence_id is not distinct from l.offence_id
join measures as m on y.measure_id = m.measure_id
where l.is_offered and m.kind = 'count' and not contains(y.unit, ' per ')
group by all
having forces > 0
order by
    l.list_group, y.measure, y.unit, bool_or(y.offence_id is not distinct from m.whole_offence_id) desc, y.offence,
    y.period_kind desc, y.year
