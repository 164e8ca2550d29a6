-- One row a force and what is known in the place of a number for one measure, unit and offence (`state`, as in
-- known_states.sql), with the periods.
select c.force_id, f.short_name as name, c.state, list(c.period_id order by c.period_id) as periods
from {known_states} as c
join forces as f using (force_id)
where
    c.measure_id = $measure and c.offence_id is not distinct from $offence
    and not exists (
        select 1 from ready.force_years as y
        where
            y.force_id = c.force_id and y.measure_id = c.measure_id and y.offence_id is not distinct from c.offence_id
            and y.unit = $unit and y.period = c.period_id
    )
group by all
order by name, min(c.period_id)
