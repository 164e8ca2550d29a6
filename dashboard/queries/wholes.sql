-- One row a figure about activist groups' evidence whose source sets it inside another of its figures: that one's id, number
-- and place. By our reading alone only court cases are, which the broadcaster gives as "20 of 176" on pages of several copies.
select
    p.figure_id, min(w.value) as whole, arg_min(w.figure_id, w.value) as whole_id, arg_min(w.hand, w.value) as whole_hand,
    arg_min(w.read_in, w.value) as whole_read_in
from figures as p
join measures as m on p.measure_id = m.measure_id and m.about_ocag
join figures as w
    on p.force_id = w.force_id and p.compiled_by = w.compiled_by and p.unit = w.unit and p.period_id = w.period_id
    and p.offence_id is not distinct from w.offence_id and p.scope is not distinct from w.scope
    and contains(p.within, w.measure_id) and cardinality(w.dimensions) = 0 and w.value is not null
where
    cardinality(p.dimensions) = 0 and (p.within_by = 'source' or p.measure_id = 'court_cases_ocag')
    and (p.value is not null or p.value_low > 0) and p.symbol is distinct from '[c]'
group by all
