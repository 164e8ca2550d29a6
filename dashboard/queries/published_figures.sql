-- Every figure of one force, in force or not, with what its words ask: those that have no page of their own in a published folder
-- (official ones) and those that have.
select f.*, l.part_of, {over:f} as over, {period_read:f}, m.whole_offence_id, {is_again:f} as is_again
from all_figures as f
join measures as m using (measure_id)
left join ready.longer as l using (figure_id)
where f.force_id = $force
order by f.source_kind = 'official', f.measure, f.offence nulls first, f.unit, f.scope nulls first, f.period_start desc nulls last, f.figure_id
