-- One row a force and section of an Act, of one measure, unit and year: its figure, or the answer that gave none where
-- another force has a figure. Parts, scopes and classes are left to other lists.
with figured as (
    select f.*
    from figures as f
    join offences as o using (offence_id)
    where
        f.measure_id = $measure and f.unit = $unit and f.period_id = $period and o.section is not null
        and f.area_kind = 'force' and f.year is not null and f.scope is null and cardinality(f.dimensions) = 0
),
found as (
    select
        force_id, offence_id, {drawn:figured}
    from figured
    union all by name
    select distinct on (c.force_id, c.offence_id)
        c.force_id, c.offence_id,
        if(r.ground = 'cost', if(r.exemptions_basis = 'inferred', 'cost_by_reading', 'cost'), c.state) as state,
        c.outcome_id as figure_id
    from coverage as c
    left join ready.refusals as r on c.outcome_id = r.outcome_id
    where
        c.measure_id = $measure and c.period_id = $period and c.offence_id in (select offence_id from figured)
        and c.figure_id is null and c.outcome_id is not null and c.state in ('refused', 'ncnd', 'not_held', 'suppressed')
)

select
    a.* replace (coalesce(is_doubted, false) as is_doubted, coalesce(is_differing, false) as is_differing), f.short_name as name,
    f.name as force, f.nation, o.act, o.section, o.title, o.about_children,
    try_cast(regexp_extract(o.section, '[0-9]+') as integer) as section_number,
    (
        select list(w.title order by list_position(o.within, w.offence_id))
        from offences as w
        where list_contains(o.within, w.offence_id) and w.offence_id in (select offence_id from found)
    ) as inside,
    coalesce(n.message, '') as message
from found as a
left join {said_of_figures} as n on a.figure_id = n.figure_id
join forces as f on a.force_id = f.force_id
join offences as o on a.offence_id = o.offence_id
order by f.nation, f.short_name, o.act, section_number, o.section, o.title
