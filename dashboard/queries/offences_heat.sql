-- One row a force and offence for one measure, unit and year: the force's figure, or the state of its answer in the place of
-- one. Offences without any figure of a force for them are left out.
with figured as (
    select *
    from figures
    where
        measure_id = $measure and unit = $unit and period_id = $period and offence_id is not null and area_kind = 'force'
        and scope is null and cardinality(dimensions) = 0
)

select
    c.force_id, f.short_name as name, f.name as force, f.nation,
    c.offence_id, o.act, o.section, o.title, o.about_children, if(r.ground = 'cost', if(r.exemptions_basis = 'inferred', 'cost_by_reading', 'cost'), c.state) as state,
    g.value, g.value_low as low, g.value_high as high, {print:g} as value_text, g.symbol, g.is_disputed, g.figure_id, c.outcome_id,
    g.compiled_by, g.read_in, g.hand, g.source_kind, g.doubts, g.differs, g.licence
from coverage as c
join forces as f using (force_id)
join offences as o using (offence_id)
left join figured as g using (force_id, offence_id)
left join refusals as r on c.outcome_id = r.outcome_id
where
    c.measure_id = $measure and c.period_id = $period and c.offence_id in (select offence_id from figured)
    and (g.figure_id is not null or c.state in ('refused', 'ncnd', 'not_held', 'suppressed'))
order by f.nation, f.short_name, o.act nulls last, try_cast(regexp_extract(o.section, '[0-9]+') as integer), o.section, o.title
