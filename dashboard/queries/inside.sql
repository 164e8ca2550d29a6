-- Why one force and year has several counts of arrests under section 127: the first, of $force if it has one, that lies inside a
-- count of both Acts (`whole`) and holds counts of its own paragraphs (`parts`); none of them below five.
select f.force_id, f.force, f.period_id, f.value, w.value as whole, list(p.value order by p.offence_id) as parts
from figures as f
join figures as w
    on f.force_id = w.force_id and f.period_id = w.period_id and f.measure_id = w.measure_id and contains(f.within, w.offence_id)
join figures as p
    on f.force_id = p.force_id and f.period_id = p.period_id and f.measure_id = p.measure_id and contains(p.within, f.offence_id)
where
    f.measure_id = 'arrests' and f.offence_id = 'ca2003_s127' and w.offence_id = 'group:ca2003_s127_or_mca1988_s1'
    and cardinality(f.dimensions) = 0 and cardinality(w.dimensions) = 0 and cardinality(p.dimensions) = 0
group by all
having min(p.value) >= 5 and bool_and(p.value is not null)
order by any_value(f.force_id) is distinct from $force, f.period_id
limit 1
