-- The official count of the class that holds a figure's offence, for the same force and year: it can't be smaller than its part.
select c.figure_id, c.offence, c.value, c.compiled_by, c.source_id, c.value < coalesce(f.value, f.value_low) as is_smaller
from all_figures as f
join offences as o on f.offence_id = o.offence_id
join figures as c
    on f.force_id = c.force_id and f.measure_id = c.measure_id and f.unit = c.unit and f.period_id = c.period_id
    and list_contains(o.within, c.offence_id) and c.source_kind = 'official' and c.scope is null
    and cardinality(c.dimensions) = 0
where f.figure_id = $figure_id and f.scope is null and cardinality(f.dimensions) = 0
