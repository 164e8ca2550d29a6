-- Requested and told counts of the same force that days of a figure's own meet, or that state no days: of the same measure first,
-- then of the same offence. What is the same figure again (evidence_same_figure.sql) and what is its part or its class are not here.
select g.*, {period_read:g}
from figures as f
join figures as g
    on f.force_id = g.force_id and f.figure_id <> g.figure_id
    and (f.measure_id = g.measure_id or f.offence_id = g.offence_id)
    and coalesce(f.period_start <= g.period_end and g.period_start <= f.period_end, true)
where
    f.figure_id = $figure_id and 'official' not in (f.source_kind, g.source_kind)
    and 'offences_recorded' not in (f.measure_id, g.measure_id) and g.dimensions = map {} and not coalesce(g.value between 1 and 4, false)
    and coalesce(f.comparable_key <> g.comparable_key, true)
order by f.measure_id = g.measure_id desc, g.measure, g.period_start, g.figure_id
limit 6
