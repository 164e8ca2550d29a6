-- One row a figure that lies within a longer period of the same count by the same counter: that period's number.
select p.figure_id, max(w.value) as part_of
from figures as p
join figures as w
    on p.force_id = w.force_id and p.compiled_by = w.compiled_by and p.unit = w.unit and p.measure_id = w.measure_id
    and p.offence_id is not distinct from w.offence_id and p.scope is not distinct from w.scope
    and contains(p.within, w.period_id) and cardinality(w.dimensions) = 0 and w.value is not null
where cardinality(p.dimensions) = 0
group by all
