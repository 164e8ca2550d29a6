-- One row a year, as a list of bars draws it: court cases for meeting a child after grooming that used groups' evidence, as printed,
-- and all of them, as the same compiler gives them (wholes.sql). `is_copy`: one of the two was read in a copy, the whole in `read`.
select
    {drawn:g}, g.period as name, g.force as area, concat_ws(', ', area, {over:g}) as of_forces, w.whole, w.whole_id,
    w.whole_read_in as read, 'second_hand' in (g.hand, w.whole_hand) as is_copy, 'part' as role, '' as section,
    '' as force_id, '' as more, g.value_text as part, format('{} of {:,}', part, w.whole::bigint) as text
from figures as g
join {wholes} as w using (figure_id)
where
    g.measure_id = 'court_cases_ocag' and g.offence_id = 'soa2003_s15'
    and g.area_kind <> 'force' and g.year is not null and g.value_low >= 5
order by g.period_start, g.figure_id
