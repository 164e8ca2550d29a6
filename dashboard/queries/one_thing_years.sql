-- One row a force, measure, unit, offence and year of one offence or of one measure: its figure, or the answer that gave
-- none for a year in which another force has a figure. Parts, scopes and odd spans are left to the table of all figures.
with figured as (
    select *
    from figures
    where
        ($offence_id is null or offence_id = $offence_id) and ($measure_id is null or measure_id = $measure_id)
        and area_kind = 'force' and year is not null and scope is null and cardinality(dimensions) = 0
)

select
    g.force_id, n.short_name as name, n.name as force, n.nation, g.measure_id, g.measure, g.unit, g.offence_id, g.offence,
    g.act, g.section, g.about_children, g.period_id, g.period_start, g.year, 'value' as state, g.value,
    g.value_low as low, g.value_high as high, {print:g} as value_text, g.symbol, g.is_disputed, g.figure_id, g.compiled_by, g.read_in,
    g.hand, g.source_kind, g.doubts, g.differs, m.kind
from figured as g
join forces as n using (force_id)
join measures as m using (measure_id)
union all by name
select distinct on (c.force_id, c.measure_id, g.unit, c.offence_id, c.period_id)
    c.force_id, n.short_name as name, n.name as force, n.nation, c.measure_id, g.measure, g.unit, c.offence_id, g.offence,
    g.act, g.section, g.about_children, c.period_id, g.period_start, g.year, if(r.ground = 'cost', if(r.exemptions_basis = 'inferred', 'cost_by_reading', 'cost'), c.state) as state, c.outcome_id as figure_id, m.kind
from coverage as c
join figured as g
    on c.measure_id = g.measure_id and c.period_id = g.period_id and c.offence_id is not distinct from g.offence_id
join forces as n on c.force_id = n.force_id
join measures as m on c.measure_id = m.measure_id
left join refusals as r on c.outcome_id = r.outcome_id
where c.figure_id is null and c.outcome_id is not null and c.state in ('refused', 'ncnd', 'not_held', 'suppressed')
order by nation, name, period_start, period_id
