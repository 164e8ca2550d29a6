-- Figures -> which of the same force's figures contain each of them, so that nobody adds a part to its whole.
--
-- A figure contains another of the same force and unit when its measure, offence and period are the same or wider,
-- its scope is the whole or the same, and its breakdown is the same or coarser. A figure for its measure's whole, or
-- for no one offence, holds any offence's. Two periods that can't be told are one only where one source prints them
-- alike, and an area's figure over 39 forces does not hold one over 43. What is wider comes from the reference data
-- and from the calendar; it is our reading unless one source's own measures say it ("how many of these arrests").

create temp table containing as
with spans as (select distinct period_id, period_start, period_end from placed),
wider_period as (
    select own.period_id, wider.period_id as outer_period
    from spans as own
    join spans as wider
        on own.period_id = wider.period_id
        or (wider.period_start <= own.period_start and own.period_end <= wider.period_end)
),
wider_measure as (
    select *, unnest([measure_id] || measures.within) as outer_measure
    from (select * exclude (within) from placed)
    join (select measure_id, within from measures) as measures using (measure_id)
),
wider as (
    select
        wider_measure.*,
        wider_period.outer_period,
        unnest(
            list_distinct(
                ['', coalesce(whole.whole_offence_id, ''), coalesce(wider_measure.offence_id, '')]
                || coalesce(offences.within, [])
            )
        ) as outer_offence
    from wider_measure
    join wider_period using (period_id)
    join measures as whole on whole.measure_id = outer_measure
    left join offences on offences.offence_id = wider_measure.offence_id
)
select
    part.figure_id as part_id,
    whole.figure_id as whole_id,
    (part.offence_id, part.period_id) is not distinct from (whole.offence_id, whole.period_id)
    and part.source_id = whole.source_id and words.measure_id is not null as by_words,
    list_filter(
        [
            if(whole.measure_id <> part.measure_id, whole.measure_id, null),
            if(whole.offence_id is distinct from part.offence_id, whole.offence_id, null),
            if(whole.period_id <> part.period_id, whole.period_id, null)
        ],
        lambda id: id is not null
    ) as differences,
    if(len(differences) > 0, differences, [whole.measure_id]) as outer_ids,
    part.source_id = whole.source_id and part.status = 'current' and part.value_low > whole.value_high as is_exceeded
from wider as part
join placed as whole
    on whole.force_id = part.force_id and whole.unit = part.unit and whole.measure_id = part.outer_measure
    and coalesce(whole.offence_id, '') = part.outer_offence and whole.period_id = part.outer_period
left join said_within as words on words.measure_id = part.measure_id and words.within_id = whole.measure_id
where
    whole.status = 'current'
    and (
        whole.period_start is not null
        or (
            whole.source_id = part.source_id
            and whole.period_as_published is not distinct from part.period_as_published
        )
    )
    and (whole.scope is null or whole.scope = part.scope)
    and list_has_all(map_entries(part.dimensions), map_entries(whole.dimensions))
    and coalesce(part.forces_counted <= whole.forces_counted, true)
    and (whole.measure_id, whole.offence_id, whole.period_id, whole.scope, whole.dimensions)
    is distinct from (part.measure_id, part.offence_id, part.period_id, part.scope, part.dimensions);

update placed
set within = outer_ids, within_by = if(by_words, 'source', 'reading')
from (
    select part_id, list_sort(list_distinct(flatten(list(outer_ids)))) as outer_ids, bool_and(by_words) as by_words
    from containing
    group by part_id
)
where figure_id = part_id;
