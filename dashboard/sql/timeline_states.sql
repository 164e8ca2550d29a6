-- One row a force and period: an answer without a number for one measure and offence, with its answer's id and sections.
select
    c.force_id,
    f.name as force,
    f.short_name,
    coalesce(t.state, c.state) as state,
    c.outcome_id,
    c.figure_id as known_figure_id,
    c.period_id,
    p.period_kind,
    p.period_start,
    p.period_end,
    o.exemptions,
    o.hand
from coverage as c
join forces as f using (force_id)
join periods as p on c.period_id = p.period_id
left join {told_states} as t on c.outcome_id = t.outcome_id and c.state in ('not_read', 'no_answer')
left join outcomes as o on c.outcome_id = o.outcome_id
where
    c.measure_id = $measure_id
    and c.offence_id is not distinct from $offence_id
    and c.state not in ('value', 'interval', 'suppressed', 'conflicting', 'not_known', 'not_collected', 'not_asked')
order by f.name, p.period_start
