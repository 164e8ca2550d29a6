-- One row a measure, unit and year that some force has a figure by offence for: how many sections of Acts and how many
-- classes and groups, of how many forces; in the order of lists, within a group by how many forces, as compare_choices.
with counted as (
    select
        y.*, o.section, min(l.list_group) over of_measure as list_group,
        count(distinct y.force_id) over of_measure as forces_of_measure
    from force_years as y
    join subjects as l on y.measure_id = l.measure_id and y.offence_id = l.offence_id
    join offences as o on y.offence_id = o.offence_id
    join measures as m on y.measure_id = m.measure_id
    where m.kind = 'count'
    window of_measure as (partition by y.measure_id, y.unit)
)
select
    measure_id, measure, unit, period, period_kind, year,
    count(distinct offence_id) filter (where section is not null) as sections,
    count(distinct offence_id) filter (where section is null) as classes,
    count(*) filter (where section is not null) as figures_of_sections,
    count(*) filter (where section is null) as figures_of_classes,
    count(distinct force_id) filter (where section is not null) as forces_of_sections,
    count(distinct force_id) filter (where section is null) as forces_of_classes
from counted
group by all
order by any_value(list_group), any_value(forces_of_measure) desc, measure, unit, year, period_kind
