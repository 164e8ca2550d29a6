-- One row a force for which sources differ, the reader's own first and six at most: the figure of its latest period, both
-- values, who counted each and what each counts; none of one to four. `is_dispute`: the same thing, counted twice, and no rule
-- decides; else an offence beside the official class that holds it.
with disputes as (
    select
        f.figure_id, f.force_id, f.force, f.offence, f.measure, f.period, f.period_end, true as is_dispute,
        list({'value': c.value, 'who': c.compiled_by, 'read_in': c.read_in, 'counts': c.offence} order by c.value, c.figure_id) as sides
    from figures as f
    join all_figures as c on c.replaced_by = f.figure_id and c.value is not null
    where f.is_disputed and f.area_kind = 'force'
    group by all
    having count(*) filter (c.value >= 1 and c.value < 5) = 0
),

classes as (
    select
        f.figure_id, f.force_id, f.force, f.offence, f.measure, f.period, f.period_end, false as is_dispute,
        [
            {'value': f.value, 'who': f.compiled_by, 'read_in': f.read_in, 'counts': f.offence},
            {'value': g.value, 'who': g.compiled_by, 'read_in': null, 'counts': g.offence}
        ] as sides
    from figures as f
    join figures as g
        on f.force_id = g.force_id and f.period_id = g.period_id and f.measure_id = g.measure_id and f.unit = g.unit
        and list_contains(f.within, g.offence_id) and g.licence is not null
    where list_contains(f.differs, 'differs-from-official-class') and f.area_kind = 'force'
        and not (f.value >= 1 and f.value < 5) and not (g.value >= 1 and g.value < 5)
)

select *
from (select * from disputes union all by name select * from classes)
qualify row_number() over (partition by force_id order by period_end desc, force, figure_id) = 1
order by list_contains($forces, force_id) desc, period_end desc, force, figure_id
limit 6
