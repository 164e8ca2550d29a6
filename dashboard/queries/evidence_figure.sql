-- A figure with all that stands beside it. What stands beside comes first: through each join 70 columns would go too.
with beside as (
    select
        f.figure_id, m.whole_offence_id, k.short_name as force_name, d.form, d.sha256, s.fetched_on, s.asked_on,
        s.received_on, s.answered_on, a.set_against, a.set_against_note,
        format(
            '{:.1f} per 100,000 (95 % interval {:.1f} to {:.1f}), of {:,} residents in the middle of {}',
            r.rate, r.rate_low, r.rate_high, p.population, f.year
        ) as as_rate,
        c.counted_otherwise, c.found, w.whole, w.whole_read_in, o.asks
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
    left join populations as p -- of what has a rate on the map and in Compare; of one to four it would say nothing
        on f.force_id = p.force_id and f.year = p.mid_year and f.measure_id = 'offences_recorded' and f.unit = 'offences'
        and f.value >= 5 and f.scope is null and cardinality(f.dimensions) = 0 and f.force_id <> 'city-of-london'
    left join lateral (select {rated:q} from (select f.value, p.population) as q) as r on true
    left join (
        select
            figure_id, list(rule) as found,
            string_agg(split_part(message, ': counted otherwise', 1), '; ' order by message)
                filter (where rule = 'differs-from-official-class') as counted_otherwise
        from checks
        group by figure_id
    ) as c on f.figure_id = c.figure_id
    where f.figure_id = $figure_id
)

select f.*, {over:f} as over, {period_read:f}, {told:f}, {opens_at:f} as opens_at, b.* exclude (figure_id)
from all_figures as f
join beside as b on f.figure_id = b.figure_id
where f.figure_id = $figure_id
