-- One row a figure of the force or area that pages list: everything requested or about activist groups, and official series that
-- are offered; without the parts of breakdowns. `is_own`: a count of the force's own. `is_of_subject`: a count of arrests for offences against children, of what
-- followed, or about activist groups; `is_listed`: with these, first, what is the force's own, and what is in no official series
-- and no chart over the years draws. An offence that the measure's own name says is none.
select
    {drawn:f}, f.measure_id, f.measure,
    if(f.offence_id = 'group:online_child_sexual_offences' and (m.about_ocag or starts_with(f.measure_id, 'arrests_online')), null, f.offence) as offence, f.scope, {over:f} as over, f.about_children, f.unit, f.period_id,
    f.period_end, f.value_low, f.value_high, m.about_ocag, {of_subject:f} as is_of_subject,
    {is_own:f} as is_own, not {is_again:f} and (is_of_subject or {is_own:f} or f.source_kind <> 'official' and not (
        f.measure_id = 'offences_recorded' and f.unit = 'offences' and f.scope is null and f.year is not null and coalesce(l.is_offered, false)
        and 1 < count(distinct if(f.value is null, null, f.year)) over (partition by f.measure_id, f.unit, f.offence_id)
    )) as is_listed,
    row_number() over (order by is_of_subject desc, f.period_end desc nulls last, m.counts_arrests desc, f.measure, f.offence, f.period_start, f.figure_id) as in_order
from figures as f
join measures as m using (measure_id)
left join subjects as l on f.measure_id = l.measure_id and f.offence_id is not distinct from l.offence_id
where
    f.force_id = $force and cardinality(f.dimensions) = 0
    and (f.source_kind <> 'official' or coalesce(l.is_offered, false) or m.about_ocag or {is_own:f})
order by f.source_kind = 'official', l.list_group, f.measure, f.offence, f.period_start, f.unit
