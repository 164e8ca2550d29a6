-- What needs a person, by how much it matters: figures that nobody has reviewed, and findings that name no figure. `rank`
-- is the first of the reasons that holds, `forces` how many forces have a figure of the same kind: what is compared most
-- comes first. `mark` is a figure_id or a check_id.
with finding as (
    select figure_id, max(severity = 'error') as has_error, max(severity = 'warning') as has_warning,
        max(rule in ('off-its-own-series', 'far-from-other-forces')) as is_unusual
    from checks
    where figure_id is not null
    group by figure_id
),
kind as (
    select measure_id, unit, offence_id, scope, period_id, count(distinct force_id) as forces
    from figures
    where area_kind = 'force'
    group by all
),
figure as (
    select
        f.figure_id as mark,
        'figure' as what,
        case
            when c.has_error then 1
            when f.status = 'conflicting' then 2
            when c.has_warning then 3
            when f.method = 'ocr' then 4
            when m.about_ocag then 5
            when f.hand = 'own_document' then 6
            when f.reading_reason is not null then 7
            when c.is_unusual then 8
            else 9
        end as rank,
        coalesce(k.forces, 0) as forces,
        f.source_id,
        f.document,
        f.page,
        f.locator,
        null as message,
        f.review
    from all_figures as f
    join measures as m using (measure_id)
    left join finding as c using (figure_id)
    left join kind as k
        on k.measure_id = f.measure_id and k.unit = f.unit and k.offence_id is not distinct from f.offence_id
        and k.scope is not distinct from f.scope and k.period_id = f.period_id
    where (f.status in ('current', 'conflicting') or c.has_error) and not f.is_disputed
),
problem as (
    select
        c.check_id, 'problem', if(c.severity = 'error', 1, 3), 0, c.source_id,
        c.document, c.page, c.locator, c.message, null
    from checks as c
    join sources as s using (source_id)
    where c.figure_id is null and c.severity in ('error', 'warning')
)
select *, null as sha256, null as fetched_on, null as quote
from (from figure union all from problem)
where ($what = 'all' or what = $what) and ($source_id is null or source_id = $source_id)
order by rank, forces desc, source_id, document, page nulls first, locator, mark
