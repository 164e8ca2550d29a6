-- One row a figure of the force or area that sources give otherwise: each side with who counted it. `is_part`: the other
-- side is the official class that holds the offence, and can't be smaller than its part.
with sides as (
    select coalesce(replaced_by, figure_id) as figure_id, value, value_low, value_high, {print:f} as value_text, compiled_by, published_on
    from all_figures as f
    where force_id = $force and status = 'conflicting'
    union all
    select figure_id, value, value_low, value_high, {print:f} as value_text, compiled_by, published_on
    from figures as f
    where force_id = $force and value is not null and figure_id in (select replaced_by from all_figures where status = 'conflicting')
),

disputed as (
    select
        figure_id,
        list({'text': coalesce(value::int::varchar, value_text), 'who': compiled_by} order by value_low, published_on) as sides
    from sides
    group by all
    having count(*) > 1
),

official as (
    select
        f.figure_id,
        [
            {'text': coalesce(f.value::int::varchar, {print:f}), 'who': f.compiled_by},
            {'text': o.value::int::varchar, 'who': 'Home Office, class 88A as a whole'}
        ] as sides
    from figures as f
    join force_years as o
        on f.force_id = o.force_id and f.period_id = o.period and o.source_kind = 'official'
        and o.measure_id = 'offences_recorded' and o.offence_id = 'ho_88a' and o.unit = 'offences'
    where f.force_id = $force and list_contains(f.differs, 'differs-from-official-class')
)

select f.figure_id, f.measure, f.offence, f.scope, f.unit, f.period_id, s.sides
from (select * from disputed union all select * from official) as s
join figures as f using (figure_id)
order by f.measure, f.offence, f.period_id
