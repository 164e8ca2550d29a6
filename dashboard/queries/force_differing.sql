-- One row a figure of the force or area that sources give otherwise: each side with who counted it and what it
-- counts. `is_part`: the first side is a part of the class that the second counts whole, and not the same thing.
with sides as (
    select coalesce(replaced_by, figure_id) as figure_id, value, value_low, value_high, {print:f} as value_text, compiled_by, offence, published_on
    from all_figures as f
    where force_id = $force and status = 'conflicting'
    union all
    select figure_id, value, value_low, value_high, {print:f} as value_text, compiled_by, offence, published_on
    from figures as f
    where force_id = $force and value is not null and figure_id in (select replaced_by from all_figures where status = 'conflicting')
),

disputed as (
    select
        figure_id,
        list({'text': coalesce(value::int::varchar, value_text), 'who': compiled_by, 'counts': offence, 'role': null::varchar} order by value_low, published_on) as sides,
        false as is_part
    from sides
    group by all
    having count(*) > 1
),

official as (
    select
        f.figure_id,
        [
            {'text': coalesce(f.value::int::varchar, {print:f}), 'who': f.compiled_by, 'counts': f.offence, 'role': 'a part'},
            {'text': o.value::int::varchar, 'who': o.compiled_by, 'counts': o.offence, 'role': 'the whole class'}
        ] as sides,
        true as is_part
    from figures as f
    join figures as o
        on f.force_id = o.force_id and f.period_id = o.period_id and f.measure_id = o.measure_id and f.unit = o.unit
        and list_contains(f.within, o.offence_id) and o.licence is not null and cardinality(o.dimensions) = 0 and o.scope is null
    where f.force_id = $force and list_contains(f.differs, 'differs-from-official-class')
)

select f.figure_id, f.measure, f.offence, f.scope, f.unit, f.period_id, s.sides, s.is_part
from (select * from disputed union all select * from official) as s
join figures as f using (figure_id)
order by f.measure, f.offence, f.period_id
