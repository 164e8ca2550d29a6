-- One row a measure, unit and year that some force has a figure by section of an Act for: how many figures, of how many
-- forces; in the order of lists, within a group by how many forces, as compare_choices.
with counted as (
    select
        y.*, min(l.list_group) over of_measure as list_group, count(distinct y.force_id) over of_measure as forces_of_measure
    from ready.force_years as y
    join subjects as l on y.measure_id = l.measure_id and y.offence_id = l.offence_id
    join offences as o on y.offence_id = o.offence_id
    join measures as m on y.measure_id = m.measure_id
    where m.kind = 'count' and o.section is not null
    window of_measure as (partition by y.measure_id, y.unit)
)
select
    measure_id, measure, unit, period, period_kind, year, count(*) as figures, count(distinct force_id) as forces,
    row_number() over (
        order by any_value(list_group), any_value(forces_of_measure) desc, measure, unit, year, period_kind
    ) as place
from counted
group by measure_id, measure, unit, period, period_kind, year
order by place
