-- One row a figure in force of one measure or one offence, of forces and areas, with the parts of breakdowns, as a table lists it.
-- `is_of_subject`: as a force's page has it (of_subject.sql), without the parts of breakdowns.
select
    {drawn:f}, f.source_id, f.force, coalesce(k.short_name, f.force) as whose, '' as section, f.measure_id, f.measure, f.offence, f.about_children, f.scope, {over:f} as over, f.dimensions,
    f.unit, f.period_id, f.value_low, f.value_high, f.area_kind, f.period_end, row_number() over (order by f.period_end desc nulls last, f.measure, f.force, f.period_start, f.figure_id) as in_order, coalesce(cardinality(f.dimensions) = 0 and {of_subject:f}, false) as is_of_subject
from figures as f
join measures as m using (measure_id)
left join forces as k using (force_id)
where
    not list_contains($never, f.measure_id) and ($offence_id is null or f.offence_id = $offence_id) and ($measure_id is null or f.measure_id = $measure_id)
order by f.area_kind = 'force', f.force, f.measure, f.offence, f.period_start nulls last, f.figure_id
