-- One row a measure, unit and offence that a chart can hold, of one offence or of one measure: about whom, its years,
-- whether it is a list, for so few forces are not compared, and how many such counts of forces are of no year (`odd`). Of children's offences first, those with most figures that
-- somebody asked for first, official series last.
with by_year as (
    select
        f.measure_id, f.measure, f.unit, f.offence_id, f.offence, f.period_id, any_value(f.about_children) as about, min(f.period_start) as start,
        count(*) as figures, count(*) filter (where f.source_kind <> 'official') as asked, list(f.force_id) as forces
    from figures as f
    join measures as m using (measure_id)
    where
        ($offence_id is null or f.offence_id = $offence_id) and ($measure_id is null or f.measure_id = $measure_id)
        and f.area_kind = 'force' and f.year is not null and f.scope is null and cardinality(f.dimensions) = 0
        and m.kind = 'count' and not list_contains($never, f.measure_id)
    group by all
)

select
    measure_id, measure, unit, offence_id, offence, any_value(about) as about_children,
    len(list_distinct(flatten(list(forces)))) < $fewest as is_list,
    list(period_id order by start, period_id) as years,
    (
        select count(*) from figures as f
        where
            f.measure_id = b.measure_id and f.unit = b.unit and f.offence_id is not distinct from b.offence_id
            and f.area_kind = 'force' and f.year is null and f.scope is null and cardinality(f.dimensions) = 0
    ) as odd
from by_year as b
group by all
order by coalesce(any_value(about) = 'yes', false) desc, sum(asked) desc, sum(figures) desc, measure, offence nulls first, unit
