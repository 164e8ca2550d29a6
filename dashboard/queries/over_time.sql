-- One row for each force and year of one measure, unit and offence, as charts/years.py draws it; also of what is most of an
-- offence class, as s15A of class 88A, where somebody other than the class's own compiler was asked for it (`counts` is
-- part), and, of some forces, the class of which the offence is most (whole). The official line is drawn from one source
-- alone, that of most forces (`official` is who compiled it), even where another source's figure stands above its own; all
-- others are marks over it. `beside`: what the official class counts, where it differs. What has no bounds is a gap.
with every as (
    select
        {drawn:y},
        y.force_id,
        f.short_name as name,
        f.name as force,
        f.nation,
        y.offence_id,
        case
            when y.offence_id is not distinct from $offence then 'subject'
            when o.most_of = $offence then 'part'
            else 'whole'
        end as counts,
        coalesce(o.section, y.offence) as counted,
        y.period,
        y.period_kind,
        y.year,
        y.value as number,
        y.value_low as least,
        y.source_id,
        y.status = 'current' as is_in_force,
        p.population
    from all_figures as y
    join forces as f on y.force_id = f.force_id
    left join offences as o on y.offence_id = o.offence_id
    left join populations as p
        on y.force_id = p.force_id and y.year = p.mid_year and y.force_id <> 'city-of-london'
    where
        y.measure_id = $measure and y.unit = $unit and f.kind <> 'crown_dependency' and y.area_kind = 'force'
        and y.year is not null and y.scope is null and cardinality(y.dimensions) = 0
        and (y.value is not null or (y.value_low is not null and y.value_high is not null))
        and (y.status = 'current' or (y.status in ('repeated', 'conflicting') and y.source_kind = 'official'))
        and (
            y.offence_id is not distinct from $offence
            or (o.most_of = $offence and y.source_kind <> 'official')
            or (
                y.source_kind = 'official' and list_contains($forces, y.force_id)
                and y.offence_id = (select most_of from offences where offence_id = $offence)
            )
        )
    qualify counts <> 'whole' or rank() over (partition by y.force_id, y.period, y.offence_id order by is_in_force desc) = 1
),
official as (
    select source_id, any_value(compiled_by) as official
    from every
    where source_kind = 'official' and counts = 'subject'
    group by source_id
    having count(distinct force_id) >= 3 and count(distinct period) >= 3
    order by count(distinct force_id) desc, count(*) desc
    limit 1
),
roled as (
    select
        e.*,
        o.official,
        case
            when e.counts = 'whole' then 'whole'
            when e.counts = 'subject' and (o.source_id is null or e.source_id = o.source_id) then 'line'
            else 'mark'
        end as role
    from every as e
    left join official as o on true
    where role <> 'mark' or e.is_in_force
),
wholes as (
    select force_id, period, max(figure_id) as beside_id, arg_max(value, figure_id) as beside
    from roled
    where role <> 'mark' and source_kind = 'official'
    group by all
)

select
    r.*,
    {rated:r},
    concat(if(r.official is not null and r.role <> 'mark', r.source_id, r.compiled_by), ' ', r.period_kind) as series,
    r.year - if(r.period_kind = 'calendar_year', 0.25, 0) as at,
    if(r.period_kind = 'calendar_year', 'square', if(r.role = 'mark', 'diamond', 'circle')) as form,
    w.beside,
    w.beside_id,
    coalesce(n.message, '') as message
from roled as r
left join {said_of_figures} as n on r.figure_id = n.figure_id
left join wholes as w
    on r.force_id = w.force_id and r.period = w.period and r.figure_id <> w.beside_id
    and list_contains(r.differs, 'differs-from-official-class')
order by r.nation, r.name, r.period_kind, r.year, r.offence_id, r.figure_id
