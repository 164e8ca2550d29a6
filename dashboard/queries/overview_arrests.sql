-- One row a figure: a force's arrests for online sexual offences against children, the latest first, those that count all
-- such offences before those that count some.
select
    g.figure_id,
    g.value,
    g.unit,
    g.period_id,
    g.period,
    g.period_start,
    g.period_end,
    g.source_kind,
    g.compiled_by,
    g.offence,
    g.offence_id is not distinct from m.whole_offence_id as is_whole
from figures as g
join measures as m using (measure_id)
where
    g.measure_id = 'arrests_online_cso' and g.force_id = $force and g.scope is null and cardinality(g.dimensions) = 0
    and g.value is not null and not g.is_disputed
order by is_whole desc, g.period_end desc nulls last, g.figure_id
