-- One row a count: a force's arrests for sexual offences against children, those on groups' evidence apart. `kind`: online (of
-- the whole force, for online offences), team (by one team or in one operation), part (of some offences, online or not). The
-- whole of online offences stands first, then the latest.
select
    g.figure_id,
    g.value,
    g.unit,
    g.period_id,
    g.source_kind,
    g.offence,
    g.offence_id is not distinct from m.whole_offence_id as is_whole,
    case g.measure_id when 'arrests_online_cso' then 'online' when 'arrests_online_cso_team' then 'team' else 'part' end as kind
from figures as g
join measures as m using (measure_id)
where
    g.force_id = $force and m.counts_arrests and not m.about_ocag and g.about_children = 'yes' and g.scope is null
    and cardinality(g.dimensions) = 0 and g.symbol is distinct from '[c]'
    and (g.measure_id <> 'arrests_online_cso' or (g.value is not null and not g.is_disputed))
order by is_whole desc, g.period_end desc nulls last, g.figure_id
