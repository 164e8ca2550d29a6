-- One row a figure that sources give otherwise, of one force or area ($force) or of all, as the view differences has it: each
-- side, the lowest or the part first, with who counted it and what it counts. `is_part`: the first is a part of the class that
-- the second counts whole. `has_few`: a side is a count of one to four. The widest gap between the numbers stands first.
with sides as (
    select distinct figure_id, kind, is_decided, unnest([first_id, second_id]) as side_id, unnest([1, 2]) as place
    from differences
    where $force is null or force_id = $force
)

select
    f.figure_id, f.force_id, f.force, f.area_kind, f.measure, f.offence, f.law_section, f.period_id, s.is_decided,
    s.kind <> 'the same count' as is_part, bool_or(a.value >= 1 and a.value < 5) as has_few,
    list(
        {
            'text': coalesce(format('{:,}', a.value::int), {print:a}), 'who': a.compiled_by, 'counts': a.offence,
            'read_in': if(s.kind = 'the same count' or s.place = 1, a.read_in, null), 'is_doubted': coalesce(len(a.doubts) > 0, false)
        }
        order by s.place, a.value_low, a.published_on
    ) as sides
from sides as s
join figures as f using (figure_id)
join all_figures as a on s.side_id = a.figure_id
group by all
order by
    max(coalesce(a.value, a.value_low)) - min(coalesce(a.value, a.value_low)) desc nulls last,
    f.measure, f.offence, f.period_id, f.force, f.figure_id
