-- One row a year: court cases for one offence that used groups' evidence, and all such cases as the same compiler gives them
-- for the same area and offence; no row where it gives no whole. `is_copy`: one of the two was read in a copy. As a list of
-- bars draws it.
select
    g.figure_id,
    g.period as name,
    g.value as part,
    w.value as whole,
    w.figure_id as whole_id,
    g.force as area,
    g.forces_counted,
    g.compiled_by,
    g.read_in,
    w.read_in as whole_read_in,
    'second_hand' in (g.hand, w.hand) as is_copy,
    'value' as state, g.value as value, g.value as low, g.value as high, 'part' as role, false as is_doubted,
    '' as force_id, '' as section, '' as more
from figures as g
join figures as w
    on w.measure_id = 'court_cases' and g.force_id = w.force_id and g.period_id = w.period_id
    and g.offence_id is not distinct from w.offence_id and g.unit = w.unit and g.compiled_by = w.compiled_by
    and g.scope is not distinct from w.scope and cardinality(w.dimensions) = 0 and not w.is_disputed
where
    g.measure_id = 'court_cases_ocag' and g.area_kind <> 'force' and g.year is not null
    and cardinality(g.dimensions) = 0 and not g.is_disputed and w.value is not null
order by g.period_start, g.figure_id
