-- Requested and told counts of the same force that days of a figure's own meet, or of days that nothing states: of the same measure first,
-- then of the same offence. What is the same figure again (evidence_same_figure.sql) is not here, nor a row of a breakdown.
select g.* replace ({print:g} as value_text), {over:g} as over, {period_read:g}
from figures as f
join figures as g
    on f.force_id = g.force_id and f.figure_id <> g.figure_id
    and (f.measure_id = g.measure_id or f.offence_id = g.offence_id)
    and coalesce(
        f.period_start <= g.period_end and g.period_start <= f.period_end,
        try_cast(replace(g.period_as_published, ' so far', '') as int) between year(f.period_start) and year(f.period_end),
        try_cast(replace(f.period_as_published, ' so far', '') as int) between year(g.period_start) and year(g.period_end),
        true
    )
where
    f.figure_id = $figure_id and 'official' not in (f.source_kind, g.source_kind)
    and 'offences_recorded' not in (f.measure_id, g.measure_id) and g.dimensions = map {} and not coalesce(g.value between 1 and 4, false)
    and coalesce(f.comparable_key <> g.comparable_key, true)
order by f.measure_id = g.measure_id desc, g.measure, g.period_start, g.figure_id
