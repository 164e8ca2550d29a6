-- One row a figure, whatever its status: what other tables know of it, for evidence_figure.sql, which would take four times
-- as long to plan it for each figure anew. Other files name this as ready.beside. `as_rate`: of what has a rate on the map
-- and in Compare; of one to four it would say nothing, of a doubted count as much as of a firm one. The four last: whether a query has rows of it
-- (evidence_class.sql …), evidence_same_figure.sql more than its own, evidence_beside.sql perhaps some.
with again as (
    select unnest([f.figure_id, g.figure_id])
    from (select *, unnest(within) as days from figures) as f
    join figures as g
        on f.days = g.period_id and f.force_id = g.force_id and f.measure_id = g.measure_id and f.unit = g.unit
        and f.offence_id is not distinct from g.offence_id and f.scope is not distinct from g.scope
        and f.dimensions = g.dimensions and f.value = g.value and f.compiled_by = g.compiled_by
    where f.source_id <> g.source_id
),

in_class as (
    select f.figure_id
    from all_figures as f
    join (select offence_id, unnest(within) as class from offences) as o on f.offence_id = o.offence_id
    join figures as c
        on f.force_id = c.force_id and f.measure_id = c.measure_id and f.unit = c.unit and f.period_id = c.period_id
        and o.class = c.offence_id
    where
        c.source_kind = 'official' and c.scope is null and cardinality(c.dimensions) = 0 and f.scope is null
        and cardinality(f.dimensions) = 0
)

select
    f.figure_id, m.whole_offence_id, k.short_name as force_name, d.form, d.sha256, s.fetched_on, s.asked_on,
    s.received_on, s.answered_on, a.set_against, a.set_against_note,
    format(
        '{:.1f} per 100,000 (95 % interval {:.1f} to {:.1f}), of {:,} residents in the middle of {} (ONS)',
        r.rate, r.rate_low, r.rate_high, p.population, f.year
    ) as as_rate,
    nullif(concat_ws('; ', c.counted_otherwise, if(f.is_disputed, null, x.decided)), '') as counted_otherwise, c.found_by_checks, w.whole, w.whole_read_in, o.asks,
    f.figure_id in (from in_class) as has_class,
    c.figure_id is not null or x.figure_id is not null as has_checks,
    f.figure_id in (from again) or count(*) over (
        partition by f.force_id, f.measure_id, f.unit, f.offence_id, f.scope, f.dimensions, f.period_id
    ) > 1 as has_same_figure,
    f.status = 'current' and f.source_kind <> 'official' and f.measure_id <> 'offences_recorded' as has_beside
from all_figures as f
left join measures as m on f.measure_id = m.measure_id
left join forces as k on f.force_id = k.force_id
left join documents as d on f.source_id = d.source_id and f.document = d.path
left join sources as s on f.source_id = s.source_id
left join ready.ocag_arrests as a on f.figure_id = a.figure_id
left join {wholes} as w on f.figure_id = w.figure_id
left join (
    select source_id, question, string_agg(distinct asks, '; ' order by asks) as asks from outcomes group by all
) as o on f.source_id = o.source_id and f.question = o.question
left join (
    select
        figure_id,
        bool_or(rule = 'offence-in-force-within-period') as began_within,
        string_agg(nullif(regexp_extract(message, 'holds it, (.*): counted otherwise', 1), '') || ', of the whole class that holds it', '; ' order by message)
            filter (where rule = 'differs-from-official-class') as counted_otherwise,
        string_agg(message, ' ' order by rule desc)
            filter (where rule in ('small-part-of-class', 'off-its-own-series', 'far-from-other-forces', 'offence-in-force-within-period', 'not-sum-of-forces', 'not-sum-of-years')) as found_by_checks
    from checks
    group by figure_id
) as c on f.figure_id = c.figure_id
left join populations as p
    on f.force_id = p.force_id and f.year = p.mid_year and f.measure_id = 'offences_recorded' and f.unit = 'offences'
    and f.value >= 5 and f.scope is null and cardinality(f.dimensions) = 0 and f.force_id <> 'city-of-london'
    and coalesce(len(f.doubts), 0) = 0
    and not coalesce(c.began_within, false)
left join lateral (select {rated:q} from (select f.value, p.population) as q) as r on true
left join (
    select l.replaced_by as figure_id, string_agg(split_part(c.message, ' conflicts with', 1), '; ' order by c.message) as decided
    from checks as c
    join all_figures as l on c.figure_id = l.figure_id
    where c.rule = 'conflict' and l.replaced_by is not null
    group by all
) as x on f.figure_id = x.figure_id
