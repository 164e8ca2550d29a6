-- One row for each force and year of one measure, unit and offence; also of what is most of an offence class, as s15A of
-- class 88A, where somebody other than the class's own compiler was asked for it (`part`), and the class of which the
-- offence is most (`whole`). An official figure that another source's stands above is here too, for its line is drawn
-- from one source alone.
select
    y.figure_id,
    y.force_id,
    f.short_name as name,
    f.name as force,
    f.nation,
    y.offence_id,
    case
        when y.offence_id is not distinct from $offence then 'subject'
        when o.most_of = $offence then 'part'
        else 'whole'
    end as role,
    coalesce(o.section, y.offence) as counted,
    y.period,
    y.period_kind,
    y.year,
    y.value,
    y.value_low as low,
    y.value_high as high,
    y.doubts,
    y.differs,
    y.source_kind,
    y.hand,
    y.source_id,
    y.compiled_by,
    y.read_in,
    {print:y} as value_text,
    y.is_disputed,
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
    and (y.status = 'current' or (y.status in ('repeated', 'conflicting') and y.source_kind = 'official'))
    and (
        y.offence_id is not distinct from $offence
        or (o.most_of = $offence and y.source_kind <> 'official')
        or (
            y.source_kind = 'official'
            and y.offence_id = (select most_of from offences where offence_id = $offence)
        )
    )
order by f.nation, f.short_name, y.period_kind, y.year, y.offence_id, y.figure_id
