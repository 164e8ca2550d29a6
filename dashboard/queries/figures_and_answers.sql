-- One row a force, measure, unit, offence and year: its figure, or the answer that gave none where another force has a
-- figure. Asked of one measure and unit, and of one offence ('' for what counts no single one) or of every offence in one
-- period. Parts, scopes and odd spans are left to the table of all figures.
with figured as (
    select *
    from figures
    where
        measure_id = $measure and unit = $unit and coalesce(offence_id, '') = coalesce($offence, offence_id)
        and ($period is null or period_id = $period)
        and area_kind = 'force' and year is not null and scope is null and cardinality(dimensions) = 0
),
found as (
    select
        force_id, measure_id, unit, offence_id, period_id, period_start, {drawn:figured}
    from figured
    union all by name
    select distinct on (c.force_id, c.offence_id, c.period_id)
        c.force_id, c.measure_id, g.unit, c.offence_id, c.period_id, g.period_start,
        if(r.ground = 'cost', if(r.exemptions_basis = 'inferred', 'cost_by_reading', 'cost'), c.state) as state,
        c.outcome_id as figure_id
    from coverage as c
    join figured as g
        on c.measure_id = g.measure_id and c.period_id = g.period_id and c.offence_id is not distinct from g.offence_id
    left join refusals as r on c.outcome_id = r.outcome_id
    where c.figure_id is null and c.outcome_id is not null and c.state in ('refused', 'ncnd', 'not_held', 'suppressed')
)

select
    a.* replace (coalesce(is_doubted, false) as is_doubted, coalesce(is_differing, false) as is_differing), f.short_name as name,
    f.name as force, f.nation,
    o.act, o.section, o.title, o.about_children
from found as a
join forces as f using (force_id)
left join offences as o using (offence_id)
order by
    f.nation, f.short_name, a.period_start, a.period_id, o.act nulls last,
    try_cast(regexp_extract(o.section, '[0-9]+') as integer), o.section, o.title
