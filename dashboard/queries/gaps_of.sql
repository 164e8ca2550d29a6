-- One row a force and what is known in the place of a number for one measure and offence, with the years in which another
-- force has one (`periods`).
select name, reason, list(period order by period) as periods
from (
    select
        f.short_name as name,
        c.period_id as period,
        case
            when c.state = 'ncnd' then 'neither confirmed nor denied'
            when c.state = 'not_held' then 'not held'
            when c.state = 'suppressed' then 'withheld'
            when r.ground = 'cost' then 'would cost too much' || if(r.exemptions_basis = 'inferred', ', by our reading', '')
            when c.state = 'refused' then 'withheld'
            when c.state in ('not_known', 'not_collected', 'no_answer', 'not_asked') then 'nothing is here'
            when c.state in ('value', 'interval', 'conflicting') then 'another unit or part is here'
            else 'answered, without this number'
        end as reason
    from coverage as c
    join forces as f using (force_id)
    left join refusals as r on c.outcome_id = r.outcome_id
    where
        c.measure_id = $measure and c.offence_id is not distinct from $offence and list_contains($forces, c.force_id)
        and list_contains($periods, c.period_id)
        and not exists (
            select 1 from force_years as y
            where
                y.force_id = c.force_id and y.measure_id = c.measure_id and y.offence_id is not distinct from c.offence_id
                and y.unit = $unit and y.period = c.period_id
        )
)
group by name, reason
order by name, min(period)
