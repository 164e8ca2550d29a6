-- Why one force and year has several counts of arrests under section 127: the first, of $force if it has one, that lies inside a
-- count of both Acts (`whole`) and holds counts of its own paragraphs (`parts`); none of them in doubt or below five.
with counted as (
    from figures
    where measure_id = 'arrests' and area_kind = 'force' and scope is null and cardinality(dimensions) = 0 and len(doubts) = 0
)

select f.force_id, f.force, f.period_id, f.value, w.value as whole, list(p.value order by p.offence_id) as parts
from counted as f
join counted as w on f.force_id = w.force_id and f.period_id = w.period_id and f.unit = w.unit and contains(f.within, w.offence_id)
join counted as p on f.force_id = p.force_id and f.period_id = p.period_id and f.unit = p.unit and contains(p.within, f.offence_id)
where f.offence_id = 'ca2003_s127' and w.offence_id = 'group:ca2003_s127_or_mca1988_s1' and f.value is not null and w.value is not null
group by all
having min(p.value) >= 5 and bool_and(p.value is not null)
order by any_value(f.force_id) is distinct from $force, f.period_id
limit 1
