-- One row a year, as a list of bars draws it: court cases for meeting a child after grooming that used groups' evidence, as printed,
-- and all of them, as the same compiler gives them (wholes.sql). `whole_hand` and `read`: by whose hand and where the whole was read.
-- After them what is no bar beside those (`is_apart`): people prosecuted for attempting it in a year, another count.
select
    {drawn:g}, g.measure_id <> 'court_cases_ocag' as is_apart, if(is_apart, g.unit || ' prosecuted', 'court cases') as counted,
    if(is_apart, format('{}: {}, {}', g.period, counted, g.force), g.period) as name, g.period, g.force as area, concat_ws(', ', area, {over:g}) as of_forces, w.whole, w.whole_id,
    w.whole_read_in as read, w.whole_hand, 'part' as role, '' as section,
    '' as force_id, '' as more, g.value_text as part, format('{} of {:,}', part, w.whole::bigint) as text
from figures as g
join {wholes} as w using (figure_id)
where
    g.area_kind <> 'force' and g.year is not null and g.value_low >= 5
    and (
        (g.measure_id = 'court_cases_ocag' and g.offence_id = 'soa2003_s15')
        or (g.measure_id = 'prosecutions_ocag' and g.offence_id = 'soa2003_s15_attempt' and g.unit = 'people')
    )
order by is_apart, g.period_start, g.figure_id
