-- One row a figure of the force or area that pages list: everything requested or about activist groups, and official series that
-- are offered; without the parts of breakdowns. Of arrests on groups' evidence: what the source sets beside them.
select
    f.figure_id, f.measure_id, f.measure, f.offence, f.scope, f.forces_counted || if(f.forces_counted = 1, ' force', ' forces') as over, f.about_children, f.is_disputed, f.unit, f.period_id,
    f.period_as_published, f.note, f.value, f.value_low, f.value_high, {print:f} as value_text, f.symbol, f.compiled_by, f.read_in,
    f.source_kind, f.doubts, m.about_ocag, a.set_against, a.all_arrests
from figures as f
join measures as m using (measure_id)
left join subjects as l on f.measure_id = l.measure_id and f.offence_id is not distinct from l.offence_id
left join ready.ocag_arrests as a using (figure_id)
where
    f.force_id = $force and cardinality(f.dimensions) = 0
    and (f.source_kind <> 'official' or coalesce(l.is_offered, false) or m.about_ocag)
order by f.source_kind = 'official', l.list_group, f.measure, f.offence, f.period_start, f.unit
