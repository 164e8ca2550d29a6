-- One row for each measure, unit, offence and year that some force has a number for, in the order of lists, within a group by
-- how many forces: what Compare and Over time can show. `is_official`: an official series, of which more than the opening was
-- read; of a table that was read to the letter H no half of the forces can be told.
with counted as (
    select
        y.*, f.read_part, l.list_group, y.offence_id is not distinct from m.whole_offence_id as is_whole,
        y.value is not null or y.value_high is not null or (y.value_low > 0 and y.symbol is distinct from '[c]') as is_number,
        count(distinct y.force_id) over (partition by l.list_group, y.measure_id, y.unit) as forces_of_measure,
        count(distinct y.force_id) over (partition by y.measure_id, y.unit, y.offence_id) as forces_of_offence
    from ready.force_years as y
    join subjects as l on y.measure_id = l.measure_id and y.offence_id is not distinct from l.offence_id
    join measures as m on y.measure_id = m.measure_id
    left join figures as f on y.figure_id = f.figure_id
    where l.is_offered and m.kind = 'count' and not contains(y.unit, ' per ')
)
select
    measure_id, measure, unit, offence_id, offence, about_children, period, period_kind, year, list_group,
    count(*) filter (is_number) as forces,
    -- a force's own count may stand above its own
    count(*) filter (source_kind = 'official' and read_part is distinct from 'opening') > 0.9 * count(*) as is_official,
    law_section
from counted
group by all
having forces > 0
order by
    list_group, any_value(forces_of_measure) desc, measure, unit, any_value(is_whole) desc, any_value(forces_of_offence) desc,
    offence, period_kind desc, year
