-- One row a figure that sources give otherwise, of one force or area ($force) or of all: each side from the lowest,
-- with who counted it and what it counts. `is_part`: the first side is a part of the class that the second counts whole, and
-- larger than that (`differs` says so). `has_few`: a side is a count of one to four. `is_decided`: a rule put one
-- side above the other. The widest gap between the numbers stands first.
with sides as (
    select coalesce(replaced_by, figure_id) as figure_id, value, value_low, value_high, {print:f} as value_text, compiled_by, read_in, offence, published_on, coalesce(len(doubts) > 0, false) as is_doubted
    from all_figures as f
    where status = 'conflicting'
    union all
    select figure_id, value, value_low, value_high, {print:f} as value_text, compiled_by, read_in, offence, published_on, coalesce(len(doubts) > 0, false)
    from figures as f
    where value is not null and figure_id in (select replaced_by from all_figures where status = 'conflicting')
),

disputed as (
    select
        figure_id, false as is_part, bool_or(value >= 1 and value < 5) as has_few, max(coalesce(value, value_low)) - min(coalesce(value, value_low)) as gap,
        list(
            {'text': coalesce(format('{:,}', value::int), value_text), 'who': compiled_by, 'read_in': read_in, 'counts': offence, 'is_doubted': is_doubted}
            order by value_low, published_on
        ) as sides
    from sides
    group by all
    having count(*) > 1
),

official as (
    select
        f.figure_id, true as is_part, o.value < 5 as has_few, f.value - o.value as gap,
        [
            {
                'text': coalesce(format('{:,}', f.value::int), {print:f}), 'who': f.compiled_by, 'read_in': f.read_in, 'counts': f.offence,
                'is_doubted': coalesce(len(f.doubts) > 0, false)
            },
            {'text': format('{:,}', o.value::int), 'who': o.compiled_by, 'read_in': null, 'counts': o.offence, 'is_doubted': coalesce(len(o.doubts) > 0, false)}
        ] as sides
    from figures as f
    join figures as o
        on f.force_id = o.force_id and f.period_id = o.period_id and f.measure_id = o.measure_id and f.unit = o.unit
        and list_contains(f.within, o.offence_id) and o.source_kind = 'official' and cardinality(o.dimensions) = 0 and o.scope is null
    where list_contains(f.differs, 'differs-from-official-class')
)

select
    f.figure_id, f.force_id, f.force, f.area_kind, f.measure, f.offence, f.law_section, f.period_id, f.period_end, s.sides, s.is_part, s.has_few,
    not s.is_part and not f.is_disputed as is_decided
from (select * from disputed union all by name select * from official) as s
join figures as f using (figure_id)
where $force is null or f.force_id = $force
order by s.gap desc nulls last, f.measure, f.offence, f.period_id, f.force, f.figure_id
