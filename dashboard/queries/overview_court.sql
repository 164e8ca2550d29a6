-- One row a count of a year, as a list of bars draws it: what used groups' evidence in court, as printed, and the whole that its
-- compiler gives for it (wholes.sql): court cases for meeting a child, and then people prosecuted for attempting it, which is
-- another count on a scale of its own, and no later year of the first. `latest`, `line` and `tip`: what is said of it on the
-- Overview, under its bars and to the pointer. `is_copy`: one of the two was read in a copy.
select
    {drawn:g}, g.measure_id as scale, g.period as name, g.force as area, concat_ws(', ', area, {over:g}) as of_forces, g.measure_id, g.measure, w.whole, w.whole_id,
    coalesce(w.whole_read_in, 'its own page') as read, 'second_hand' in (g.hand, w.whole_hand) as is_copy, 'part' as role,
    '' as force_id, '' as more, g.value_text as part, format('{} of {:,}', part, w.whole::bigint) as text,
    scale = 'court_cases_ocag' as is_court,
    if(is_court, '', 'Another count, on its own scale: people prosecuted for attempting it') as section,
    format(
        if(
            is_court,
            'In {} groups’ evidence was used in {} court cases for meeting a child after grooming ({}; {}{}).',
            'In {} groups gave evidence against {} people prosecuted for attempting to meet a child ({}; {}{}).'
        ),
        name, text, area, g.compiled_by, if(is_copy, ', in part read in copies', '')
    ) as latest,
    if(
        is_court,
        format('Cases of meeting a child after grooming (s15): {} in {}.', text, name)
        || ' A newspaper’s retelling calls them files sent to prosecutors.',
        format('Another count, no later year of the first: in {}, of people prosecuted for attempting it in {}, {}.', name, area, text)
    ) as line,
    concat(
        name, ': ', text,
        if(is_court, ' court cases used groups’ evidence', ' people prosecuted were charged after groups gave evidence')
    ) as tip
from figures as g
join {wholes} as w using (figure_id)
where
    (g.measure_id, g.offence_id) in (('court_cases_ocag', 'soa2003_s15'), ('prosecutions_ocag', 'soa2003_s15_attempt'))
    and g.area_kind <> 'force' and g.year is not null and g.value_low >= 5
order by g.measure_id, g.period_start, g.figure_id
