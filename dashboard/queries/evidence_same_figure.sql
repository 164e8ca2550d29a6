-- Every row of the same figure: force, measure, unit, offence, scope, dimensions and period agree; by status, and within one
-- status from the lowest. And the same number of the same counter in another source, of days that lie within the figure's, or
-- that the figure's lie within (`is_again`). `is_side`: it is a side of a dispute that no rule decides.
select g.*, s.asked_on, s.received_on, s.answered_on, f.period_id <> g.period_id as is_again, {period_read:g},
    coalesce(g.status = 'conflicting' and g.replaced_by in (select figure_id from all_figures where is_disputed), false) as is_side
from all_figures as f
join all_figures as g
    on f.force_id = g.force_id and f.measure_id = g.measure_id and f.unit = g.unit
    and f.offence_id is not distinct from g.offence_id and f.scope is not distinct from g.scope and f.dimensions = g.dimensions
    and (
        f.period_id = g.period_id
        or f.value = g.value and f.compiled_by = g.compiled_by and f.source_id <> g.source_id
        and f.status = 'current' and g.status = 'current'
        and (contains(f.within, g.period_id) or contains(g.within, f.period_id))
    )
left join sources as s on g.source_id = s.source_id
where f.figure_id = $figure_id
order by g.status, coalesce(g.value_low, g.value_high), g.value_high, g.published_on, g.figure_id
