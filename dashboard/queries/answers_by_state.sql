-- One row a state: how many forces' answers without a number there are for one offence or one measure, any period.
select if(r.ground = 'cost', if(r.exemptions_basis = 'inferred', 'cost_by_reading', 'cost'), coalesce(t.state, c.state)) as state, count(*) as answers, count(distinct c.force_id) as forces
from coverage as c
left join refusals as r on c.outcome_id = r.outcome_id
left join {told_states} as t on c.outcome_id = t.outcome_id and c.state in ('not_read', 'no_answer')
where
    ($offence_id is null or c.offence_id = $offence_id)
    and ($measure_id is null or c.measure_id = $measure_id)
    and c.state not in ('value', 'interval', 'suppressed', 'conflicting', 'not_known', 'not_collected', 'not_asked')
group by all
order by answers desc, 1
