-- The count on a force's card of arrests: for offences against children, online or not, without those on groups' evidence; of the
-- whole force in a whole year (`is_whole`) before others, the force's own before others', five or more before fewer, and of these
-- the latest, the largest of its year.
select
    {drawn:f}, f.measure_id, f.measure, f.offence, f.unit, f.period_id,
    f.measure_id not in ('arrests_online_cso_team', 'arrests_own_resources') and f.period_kind in ('financial_year', 'calendar_year') as is_whole
from figures as f
join measures as m using (measure_id)
where
    f.force_id = $force and m.counts_arrests and not m.about_ocag and f.about_children = 'yes'
    and f.value is not null and f.scope is null and cardinality(f.dimensions) = 0
order by is_whole desc, {is_own:f} desc, f.value < 5, f.period_end desc nulls last, f.value desc, f.figure_id
limit 1
