-- One row for each of these figures that is above the official count of the class which holds its offence, for the same force
-- and year: its number in words and as a number, and the class's.
select k.short_name as name, f.value_text as text, f.value, c.value as number
from figures as f
join offences as o on f.offence_id = o.offence_id
join forces as k on f.force_id = k.force_id
join figures as c
    on f.force_id = c.force_id and f.measure_id = c.measure_id and f.unit = c.unit and f.period_id = c.period_id
    and list_contains(o.within, c.offence_id) and c.source_kind = 'official' and c.scope is null
    and cardinality(c.dimensions) = 0
where list_contains($ids, f.figure_id) and f.scope is null and cardinality(f.dimensions) = 0 and f.value > c.value
order by k.short_name
