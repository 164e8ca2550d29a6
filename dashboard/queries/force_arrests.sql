-- Every count of arrests for offences against children of the force, except those on groups' evidence: first what may stand
-- alone, the whole force in a whole year (`is_whole`), without what a force itself marks as exploitation, online or not; of
-- these one of five or more, the latest, the largest of its year.
select
    f.figure_id, f.measure_id, f.measure, f.offence, f.unit, f.period_id, f.period_as_published, {period_read:f}, f.note, f.value, f.compiled_by, {told:f}, f.read_in, f.doubts,
    f.measure_id not in ('arrests_online_cso_team', 'arrests_own_resources') and f.period_kind in ('financial_year', 'calendar_year')
    and f.offence_id is distinct from 'group:child_sexual_exploitation' as is_whole
from figures as f
join measures as m using (measure_id)
where
    f.force_id = $force and m.counts_arrests and not m.about_ocag and f.about_children = 'yes'
    and f.value is not null and f.scope is null and cardinality(f.dimensions) = 0
order by
    is_whole desc, f.value < 5, f.period_end desc nulls last,
    f.value desc, f.figure_id
