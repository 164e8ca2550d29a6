-- One row a year: court cases for one offence that used groups' evidence, and all such cases as the same compiler gives them
-- for the same area and offence; nothing where it gives no whole.
select
    g.figure_id,
    g.period,
    g.value as part,
    w.value as whole,
    w.figure_id as whole_id,
    g.force as area,
    g.forces_counted,
    g.section,
    g.offence,
    g.compiled_by,
    g.read_in,
    g.hand,
    w.hand as whole_hand,
    w.read_in as whole_read_in,
    g.doubts,
    g.differs
from figures as g
left join figures as w
    on w.measure_id = 'court_cases' and g.force_id = w.force_id and g.period_id = w.period_id
    and g.offence_id is not distinct from w.offence_id and g.unit = w.unit and g.compiled_by = w.compiled_by
    and g.scope is not distinct from w.scope and cardinality(w.dimensions) = 0 and not w.is_disputed
where
    g.measure_id = 'court_cases_ocag' and g.area_kind <> 'force' and g.year is not null
    and cardinality(g.dimensions) = 0 and not g.is_disputed
order by g.period_start, g.figure_id
