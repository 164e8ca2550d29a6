-- One row a figure of the force or area that pages list: everything requested, and official series that are offered;
-- without the parts of breakdowns.
select
    f.figure_id, f.measure_id, f.measure, f.offence, f.scope, f.about_children, f.is_disputed, f.unit, f.period_id,
    f.period_as_published, f.value, f.value_low, f.value_high, {print:f} as value_text, f.symbol, f.compiled_by, f.read_in,
    f.source_kind, f.doubts
from figures as f
left join subjects as l on f.measure_id = l.measure_id and f.offence_id is not distinct from l.offence_id
where
    f.force_id = $force and cardinality(f.dimensions) = 0
    and (f.source_kind <> 'official' or coalesce(l.is_offered, false))
order by f.source_kind = 'official', l.list_group, f.measure, f.offence, f.period_start, f.unit
